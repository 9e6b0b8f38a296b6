import type { Document } from '../../types/document.ts';
import type { Timetable } from '../../types/timetable.ts';
import { findTimetables } from './find-timetables.ts';
import { reckonTimetable } from './reckon-timetable.ts';

/** More than any repository seen has; what goes beyond is left out, and so not known. */
const MOST = 300;

/** What the timetables in these documents come to. The arithmetic is loaded only where there is one. */
export async function readTimetables(documents: readonly Document[]): Promise<ReadonlyMap<string, Timetable>> {
  const found = [...findTimetables(documents)].slice(0, MOST);
  if (found.length === 0) return new Map();
  const { Cron } = await import('croner');
  return new Map(found.map(([key, timetable]) => [key, reckonTimetable(timetable, Cron)]));
}

import { isCalendarDay } from './is-calendar-day.ts';

/** The day on which the examples of checks are judged, so that what passes today still passes next year. */
export const EXAMPLE_DAY = '2026-07-01';

/** The seconds from one calendar day to another, negative for a day to come; undefined for what is no day. */
export function ageOf(day: unknown, today: string): number | undefined {
  if (typeof day !== 'string' || !isCalendarDay(day)) return undefined;
  return (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 1000;
}

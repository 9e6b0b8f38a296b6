import type { Cron } from 'croner';
import { parseDuration } from '../../lib/parse-duration.ts';
import type { Timetable } from '../../types/timetable.ts';
import type { FoundTimetable } from './find-timetables.ts';

export type CronParser = typeof Cron;

const DAY = 86_400;
const YEAR = 365 * DAY;
/** A fixed stretch, so that the same timetable always comes to the same: it holds a leap day. */
const START = new Date('2027-03-01T00:00:00Z');
const DAYS = 400;
/** Where every day is like every other, a few of them say all. */
const ALIKE_DAYS = 3;
/** More than the minutes of a day. */
const MOST_IN_A_DAY = 1500;

/**
 * The longest gap between firings that follow each other, reckoned over a year and not from the mean: a nightly run
 * from Monday to Friday leaves three days. Within a day all firing days are alike, so that only the steps from one to
 * the next are looked at one by one.
 */
export function reckonTimetable({ text, options }: FoundTimetable, parser: CronParser): Timetable {
  const zoned = /^(?:CRON_)?TZ=(\S{1,60})\s+(.*)$/.exec(text.trim());
  const pattern = (zoned?.[2] ?? text).trim().replace(/^@(\w+)-random$/, '@$1');
  const every = /^@every\s+(\S+)$/.exec(pattern);
  if (every) return reckonInterval(every[1] ?? '');
  const zone = zoned?.[1] ?? options.zone ?? 'UTC';
  try {
    const cron = new parser(toMinutes(pattern, options.secondsFirst ?? false), { timezone: zone, paused: true });
    return reckonCron(cron, zone === 'UTC' && / \* \* \*$/.test(cron.getPattern() ?? '') ? ALIKE_DAYS : DAYS);
  } catch (error) {
    return { problem: error instanceof Error ? error.message.slice(0, 200) : 'it is no timetable' };
  }
}

function reckonInterval(text: string): Timetable {
  const seconds = parseDuration(text);
  if (seconds === undefined || seconds <= 0) return { problem: `@every ${text} names no duration` };
  return { worstGapSeconds: seconds, firingsPerYear: YEAR / seconds };
}

/** With the seconds made plain: several firings within a minute are as good as one. */
function toMinutes(pattern: string, secondsFirst: boolean): string {
  const fields = pattern.split(/\s+/);
  const full = secondsFirst && fields.length === 5 ? [...fields, '*'] : fields;
  const [seconds = ''] = full;
  return full.length === 6 && /^[*\d/,?-]+$/.test(seconds) && !/^\d+$/.test(seconds)
    ? ['0', ...full.slice(1)].join(' ')
    : full.join(' ');
}

function reckonCron(cron: Cron, considered: number): Timetable {
  const first = cron.nextRun(START);
  if (!first) return { problem: 'it never fires' };
  const end = START.getTime() + considered * DAY * 1000;
  const day = firingsWithin(cron, first, DAY);
  const span = (day.at(-1) ?? first).getTime() - first.getTime();
  let worst = longestBetween(day);
  let from = first;
  let days = 0;
  while (from.getTime() < end && days < considered) {
    const next = cron.nextRun(new Date(from.getTime() + span));
    if (!next) break;
    worst = Math.max(worst, next.getTime() - (cron.previousRuns(1, next)[0] ?? from).getTime());
    from = next;
    days += 1;
  }
  const elapsed = Math.max(1, (from.getTime() - first.getTime()) / 1000);
  return { worstGapSeconds: worst / 1000, firingsPerYear: Math.round((day.length * days * YEAR) / elapsed) || 1 };
}

/** The firings of one day, from its first. */
function firingsWithin(cron: Cron, first: Date, seconds: number): readonly Date[] {
  const end = first.getTime() - (first.getTime() % (DAY * 1000)) + seconds * 1000;
  const found: Date[] = [first];
  while (found.length < MOST_IN_A_DAY) {
    const next = cron.nextRun(found.at(-1));
    if (!next || next.getTime() >= end) break;
    found.push(next);
  }
  return found;
}

function longestBetween(firings: readonly Date[]): number {
  let longest = 0;
  for (let index = 1; index < firings.length; index += 1) {
    longest = Math.max(longest, (firings[index]?.getTime() ?? 0) - (firings[index - 1]?.getTime() ?? 0));
  }
  return longest;
}

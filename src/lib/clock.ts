import { environment } from './environment.ts';

/** The one place that reads the clock. `SOURCE_DATE_EPOCH` (seconds) fixes it, so that a run can be repeated. */
export function currentTime(): Date {
  const fixed = environment('SOURCE_DATE_EPOCH');
  return fixed !== undefined && /^\d{1,12}$/u.test(fixed) ? new Date(Number(fixed) * 1000) : new Date();
}

/** Milliseconds by the clock that always runs: whoever waits by a fixed one waits for ever. */
export function runningTime(): number {
  return Date.now();
}

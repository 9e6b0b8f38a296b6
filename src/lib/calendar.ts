const SECONDS_PER_DAY = 86_400;

/** The calendar day in UTC, `2026-12-31`; days compare as texts. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The day that many seconds after a day; part of a day does not count. */
export function dayAfter(day: string, seconds: number): string {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + Math.floor(seconds / SECONDS_PER_DAY));
  return dayOf(later);
}

const dayMilliseconds = 86_400_000;

/** Days from the day of the review to the last day that something holds: below 0 when it ended, NaN for no day. */
export function daysLeft(expires: string, generatedAt: string): number {
  return (Date.parse(expires) - Date.parse(generatedAt.slice(0, 10))) / dayMilliseconds;
}

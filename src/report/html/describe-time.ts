const months = 'January February March April May June July August September October November December'.split(' ');

/** `22 November 2026, 07:50 UTC` of an ISO time, `22 November 2026` of a day; any other text as it is. */
export function describeTime(time: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z)?$/u.exec(time);
  const month = parts && months[Number(parts[2]) - 1];
  if (!parts || !month) return time;
  const day = `${Number(parts[3])} ${month} ${parts[1]}`;
  return parts[4] ? `${day}, ${parts[4]} UTC` : day;
}

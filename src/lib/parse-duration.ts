const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const longest = 64;

/** Seconds in `30s`, `1h30m`, `180d` or `2w`; undefined for anything else. A bare number has no unit and is refused. */
export function parseDuration(text: string): number | undefined {
  if (text.length > longest || !/^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    seconds += Number(amount) * (secondsPer[unit ?? ''] ?? Number.NaN);
  }
  return seconds;
}

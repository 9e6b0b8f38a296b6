import { isCalendarDay } from '../../lib/is-calendar-day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const ISO = /\b(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/;
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (\\d{4})\\b`, 'i');
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'i');

/** The first calendar day in a text, `2026-12-31`; days written as `3/4/26` can be read in two ways, and are not. */
export function dayIn(text: string): string | undefined {
  const iso = ISO.exec(text);
  const dayFirst = DAY_FIRST.exec(text);
  const monthFirst = MONTH_FIRST.exec(text);
  const day = iso
    ? `${iso[1]}-${iso[2]}-${iso[3]}`
    : dayFirst
      ? dayOf(dayFirst[3], dayFirst[2], dayFirst[1])
      : monthFirst && dayOf(monthFirst[3], monthFirst[1], monthFirst[2]);
  return day && isCalendarDay(day) ? day : undefined;
}

function dayOf(year = '', month = '', day = ''): string {
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const NUMBERS: ReadonlyMap<string, number> = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
    .map((word, index) => [word, index] as const)
    .concat([
      ['fifteen', 15],
      ['twenty', 20],
      ['thirty', 30],
      ['forty-five', 45],
      ['sixty', 60],
    ]),
);
const UNITS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const AMOUNT = new RegExp(
  `(\\d{1,6}(?:\\.\\d{1,3})?|\\b(?:${[...NUMBERS.keys()].join('|')}))[ -]?(seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|w)(?![a-z])`,
  'gi',
);

/** The seconds of the first span of time in a text: `3 min 40 s`, `1h30m`, `ten minutes`; undefined where there is none. */
export function durationIn(text: string): number | undefined {
  let seconds: number | undefined;
  let end = -1;
  for (const found of text.slice(0, 500).matchAll(AMOUNT)) {
    const [whole, amount = '', unit = ''] = found;
    if (end !== -1 && !/^(?:,? ?(?:and )?)?$/.test(text.slice(end, found.index))) break;
    const size = UNITS[unit.charAt(0).toLowerCase() as keyof typeof UNITS]; // The pattern allows no other letter.
    seconds = (seconds ?? 0) + (NUMBERS.get(amount.toLowerCase()) ?? Number(amount)) * size;
    end = found.index + whole.length;
  }
  return seconds;
}

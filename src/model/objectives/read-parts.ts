import { parseDuration } from '../../lib/parse-duration.ts';
import {
  fromNumber,
  multiply,
  parseDecimal,
  type Rational,
  rational,
  toNumber,
} from '../../lib/reliability/rational.ts';
import type { FactValue } from '../../types/subject.ts';
import { readText } from '../kubernetes/read-value.ts';
import { isUnknown } from '../unknown.ts';

const DAY = 86_400;
/** Calendars have months of 28 to 31 days; budgets are reckoned with these. */
const CALENDAR_DAYS: Readonly<Record<string, number>> = { M: 30, Q: 90, Y: 365 };

/** A number, or a text that is one, as an exact fraction; unknown where it is filled in later. */
export function readFraction(value: unknown): Rational | FactValue | undefined {
  if (typeof value === 'number') return fromNumber(value);
  const text = readText(value);
  if (typeof text !== 'string') return text;
  return parseDecimal(text.trim());
}

export function isRational(value: unknown): value is Rational {
  return typeof value === 'object' && value !== null && 'top' in value && 'bottom' in value;
}

/** A share between 0 and 1 as a percentage, exact: 0.9995 is 99.95. */
export function percentOfShare(value: unknown): FactValue | undefined {
  const share = readFraction(value);
  if (isRational(share)) return toNumber(multiply(share, rational(100n)));
  return isUnknown(share) ? share : undefined;
}

export function readPercent(value: unknown): FactValue | undefined {
  const percent = readFraction(value);
  if (isRational(percent)) return toNumber(percent);
  return isUnknown(percent) ? percent : undefined;
}

/** Seconds of `30d`, `4w`, `1M`; unknown where it is filled in later, undefined for what is no duration. */
export function readWindow(value: unknown): FactValue | undefined {
  const text = readText(value);
  if (typeof text !== 'string') return text;
  const calendar = /^(\d{1,4})([MQYy])$/.exec(text);
  if (calendar) return Number(calendar[1]) * (CALENDAR_DAYS[calendar[2]?.toUpperCase() ?? ''] ?? 0) * DAY;
  const seconds = parseDuration(text);
  return seconds === undefined || seconds <= 0 ? undefined : seconds;
}

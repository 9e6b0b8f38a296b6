import { compare, decimalText, multiply, ONE, type Rational, rational } from './rational.ts';

/** A share as a percentage, exact to `places`: `99.9%`. */
export function percentText(share: Rational, places = 6): string {
  return `${decimalText(multiply(share, rational(100n)), places)}%`;
}

/** An availability in per cent with as many digits as tell it from one: `99.9101%`. */
export function availabilityText(share: Rational): string {
  const places = [4, 6, 8, 12].find((count) => percentText(share, count) !== '100%') ?? 12;
  return compare(share, ONE) === 0 ? '100%' : percentText(share, places);
}

const UNITS = [
  [86_400n, 'd'],
  [3600n, 'h'],
  [60n, 'min'],
] as const;

/** A span in its two largest units: `43 min 12 s`, `3 d 15 h 36 min` is `3 d 15.6 h`; below a minute `25.92 s`. */
export function spanText(seconds: Rational): string {
  const index = UNITS.findIndex(([size]) => compare(seconds, rational(size)) >= 0);
  const unit = UNITS[index];
  if (!unit) return `${decimalText(seconds, 2)} s`;
  const [size, name] = unit;
  const [smaller, smallerName] = UNITS[index + 1] ?? ([1n, 's'] as const);
  // Rounded in the smaller unit first, so that 60 of it never appear.
  const tenths = roundedTenths(seconds, smaller);
  const perUnit = (size / smaller) * 10n;
  const whole = tenths / perUnit;
  const rest = decimalText(rational(tenths % perUnit, 10n), 1);
  return rest === '0' ? `${whole} ${name}` : `${whole} ${name} ${rest} ${smallerName}`;
}

function roundedTenths({ top, bottom }: Rational, unit: bigint): bigint {
  const divisor = bottom * unit;
  return (20n * top + divisor) / (2n * divisor);
}

/** A whole number with its thousands set apart. */
export function countText(count: number | string): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Rational = { top: 0n, bottom: 1n };
export const ONE: Rational = { top: 1n, bottom: 1n };

/** Longer ones than anybody writes would only cost time. */
const MOST_DIGITS = 30;

export function rational(top: bigint, bottom = 1n): Rational {
  if (bottom === 0n) throw new RangeError('A fraction needs a denominator other than zero.');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

/** The fraction that a decimal stands for: `0.999` is 999/1000; undefined for anything else. */
export function parseDecimal(text: string): Rational | undefined {
  const match = text.length <= MOST_DIGITS ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', part = ''] = match;
  return rational(BigInt(`${sign}${whole}${part}`), 10n ** BigInt(part.length));
}

/** The fraction that a number was written as: 99.95 in a file is 9995/100, not what a double makes of it. */
export function fromNumber(value: number): Rational | undefined {
  const match = /^(-?\d+(?:\.\d+)?)(?:e([+-]\d{1,2}))?$/.exec(String(value));
  const mantissa = match ? parseDecimal(match[1] ?? '') : undefined;
  if (!mantissa) return undefined;
  const exponent = Number(match?.[2] ?? 0);
  const scale = rational(10n ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? divide(mantissa, scale) : multiply(mantissa, scale);
}

/** The nearest number. */
export function toNumber({ top, bottom }: Rational): number {
  const whole = top / bottom;
  // More digits than a double keeps, for small numbers too.
  const scale = 10n ** 40n;
  const digits = ((top % bottom) * scale) / bottom;
  const sign = top < 0n ? '-' : '';
  const positive = digits < 0n ? -digits : digits;
  return Number(`${sign}${whole < 0n ? -whole : whole}.${String(positive).padStart(40, '0')}`);
}

export function add(one: Rational, other: Rational): Rational {
  return rational(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
}

export function subtract(one: Rational, other: Rational): Rational {
  return rational(one.top * other.bottom - other.top * one.bottom, one.bottom * other.bottom);
}

export function multiply(one: Rational, other: Rational): Rational {
  return rational(one.top * other.top, one.bottom * other.bottom);
}

export function divide(one: Rational, other: Rational): Rational {
  return rational(one.top * other.bottom, one.bottom * other.top);
}

export function power({ top, bottom }: Rational, exponent: number): Rational {
  return { top: top ** BigInt(exponent), bottom: bottom ** BigInt(exponent) };
}

/** Below zero where the first is less. */
export function compare(one: Rational, other: Rational): number {
  const difference = one.top * other.bottom - other.top * one.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounded away from nought, in decimals of at most so many places, without zeros at the end: `14.4`, `0.933`. */
export function decimalText(value: Rational, places: number): string {
  const scale = 10n ** BigInt(places);
  const positive = value.top < 0n ? -value.top : value.top;
  const rounded = (2n * positive * scale + value.bottom) / (2n * value.bottom);
  const digits = String(rounded).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${value.top < 0n && rounded > 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

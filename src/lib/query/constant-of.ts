import type { NumberNode, QueryNode } from '../../types/query.ts';

/** A fraction, so that `14.4 * 0.001` is 0.0144 and not a hair more. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const MOST_DIGITS = 60;

/** The number that an expression without any series stands for, computed exactly; undefined where it is not constant. */
export function constantOf(node: QueryNode): number | undefined {
  const fraction = fractionOf(node);
  return fraction ? toNumber(fraction) : undefined;
}

function fractionOf(node: QueryNode): Fraction | undefined {
  if (node.type === 'number') return fractionOfNumber(node);
  if (node.type === 'negated') {
    const of = fractionOf(node.of);
    return of && { over: -of.over, under: of.under };
  }
  if (node.type !== 'binary') return undefined;
  const left = fractionOf(node.left);
  const right = fractionOf(node.right);
  return left && right && bounded(combine(node.operator, left, right));
}

function combine(operator: string, one: Fraction, other: Fraction): Fraction | undefined {
  if (operator === '*') return { over: one.over * other.over, under: one.under * other.under };
  if (operator === '/') return other.over === 0n ? undefined : divide(one, other);
  if (operator === '+' || operator === '-') {
    const right = one.under * (operator === '+' ? other.over : -other.over);
    return { over: one.over * other.under + right, under: one.under * other.under };
  }
  return undefined;
}

function divide(one: Fraction, other: Fraction): Fraction {
  const sign = other.over < 0n ? -1n : 1n;
  return { over: sign * one.over * other.under, under: sign * one.under * other.over };
}

/** Long chains of arithmetic could grow without end; nobody writes them. */
function bounded(fraction: Fraction | undefined): Fraction | undefined {
  if (!fraction) return undefined;
  return `${fraction.over}`.length + `${fraction.under}`.length > 10 * MOST_DIGITS ? undefined : fraction;
}

const DECIMAL = /^(-?)(\d{0,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/;

function fractionOfNumber({ text, value }: NumberNode): Fraction | undefined {
  const written = Number.isFinite(value) ? (DECIMAL.exec(text) ?? DECIMAL.exec(`${value}`)) : null;
  if (!written) return undefined;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = written;
  if (whole + decimals === '') return undefined;
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - decimals.length;
  return power < 0
    ? { over: digits, under: 10n ** BigInt(-power) }
    : { over: digits * 10n ** BigInt(power), under: 1n };
}

/** The nearest number, by way of enough decimals. */
function toNumber({ over, under }: Fraction): number {
  const sign = over < 0n ? '-' : '';
  const scaled = ((over < 0n ? -over : over) * 10n ** 40n) / under;
  const digits = `${scaled}`.padStart(41, '0');
  return Number(`${sign}${digits.slice(0, -40)}.${digits.slice(-40)}`);
}

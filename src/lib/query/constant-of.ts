import type { QueryNode } from '../../types/query.ts';
import {
  add,
  divide,
  fromNumber,
  multiply,
  type Rational,
  rational,
  subtract,
  toNumber,
} from '../reliability/rational.ts';

/** Long chains of arithmetic could grow without end; nobody writes them. */
const MOST_BITS = 2_000n;

/** The number that an expression without any series stands for; undefined where it is not constant. */
export function constantOf(node: QueryNode): number | undefined {
  const fraction = fractionOf(node);
  return fraction ? toNumber(fraction) : undefined;
}

/** Exact, so that `14.4 * 0.001` is 0.0144 and not a hair more. */
function fractionOf(node: QueryNode): Rational | undefined {
  if (node.type === 'number') return fromNumber(node.value);
  if (node.type === 'negated') {
    const of = fractionOf(node.of);
    return of && rational(-of.top, of.bottom);
  }
  if (node.type !== 'binary') return undefined;
  const left = fractionOf(node.left);
  const right = fractionOf(node.right);
  const result = left && right && combine(node.operator, left, right);
  return result && isShort(result) ? result : undefined;
}

function combine(operator: string, one: Rational, other: Rational): Rational | undefined {
  if (operator === '*') return multiply(one, other);
  if (operator === '/') return other.top === 0n ? undefined : divide(one, other);
  if (operator === '+') return add(one, other);
  return operator === '-' ? subtract(one, other) : undefined;
}

function isShort({ top, bottom }: Rational): boolean {
  return (top < 0n ? -top : top) >> MOST_BITS === 0n && bottom >> MOST_BITS === 0n;
}

import { errorBudget } from './error-budget.ts';
import { add, compare, multiply, ONE, power, type Rational, rational, subtract, ZERO } from './rational.ts';

/** Of parts that are all needed. */
export function serial(parts: readonly Rational[]): Rational {
  return parts.reduce(multiply, ONE);
}

/**
 * Of a primary and a standby that fail independently, where the share `coverage` of failovers works. It is one only
 * where failover happens by itself and was tested.
 */
export function withStandby(primary: Rational, standby: Rational, coverage: Rational): Rational {
  return add(primary, multiply(subtract(ONE, primary), multiply(coverage, standby)));
}

/** Of `count` equal and independent parts of which at least `needed` must work. */
export function atLeast(needed: number, count: number, part: Rational): Rational {
  const lost = subtract(ONE, part);
  let total = ZERO;
  let ways = 1n;
  for (let working = count; working >= needed; working -= 1) {
    total = add(total, multiply(rational(ways), multiply(power(part, working), power(lost, count - working))));
    ways = (ways * BigInt(working)) / BigInt(count - working + 1);
  }
  return rational(total.top, total.bottom);
}

/** More than these nobody counts. */
export const MOST_DEPENDENCIES = 1000;

/**
 * The largest number of hard dependencies, each of availability `each`, with which the target can be kept while the
 * share `reserve` of the budget is left to the service itself. Undefined above `MOST_DEPENDENCIES`.
 */
export function mostDependencies(target: Rational, each: Rational, reserve: Rational): number | undefined {
  const own = subtract(ONE, multiply(reserve, errorBudget({ target })));
  let whole: Rational = own;
  for (let count = 0; count <= MOST_DEPENDENCIES; count += 1) {
    if (compare(whole, target) < 0) return count - 1;
    // Lowest terms would cost more than they save here.
    whole = { top: whole.top * each.top, bottom: whole.bottom * each.bottom };
  }
  return undefined;
}

/** What each of the others allows a part to be at least; undefined where even one that never fails is not enough. */
export function neededOf(target: Rational, others: Rational): Rational | undefined {
  return compare(others, target) < 0 ? undefined : rational(target.top * others.bottom, target.bottom * others.top);
}

import type { Severity } from '../types/check.ts';
import type { Score } from '../types/review.ts';
import type { Tally } from './tally-checks.ts';

const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 2, low: 1 };

/**
 * Each check weighs by its severity, however many subjects it has, and gives its weight times the share of them that
 * pass. Unknown, waived and stale subjects give nothing, so that `low` is the value itself; `high` is what it would be
 * if all that is unknown passed. Whole numbers, rounded down: 100 means all.
 */
export function scoreOf(tallies: readonly Tally[]): Score {
  const coverage = share(tallies, ({ determined, assessable }) => [determined, assessable]);
  const value = share(tallies, ({ pass, applicable }) => [pass, applicable]);
  const high = share(tallies, ({ pass, undecided, applicable }) => [pass + undecided, applicable]);
  const known = { coverage: coverage === undefined ? 0 : roundDown(coverage, 1000) };
  if (value === undefined || high === undefined) return known;
  return { value: roundDown(value * 100, 1), low: roundDown(value * 100, 1), high: roundDown(high * 100, 1), ...known };
}

type Ratio = readonly [part: number, whole: number];

/** The weighted mean of the ratios, without checks whose whole is nothing; undefined where none is left. */
function share(tallies: readonly Tally[], ratioOf: (tally: Tally) => Ratio): number | undefined {
  let sum = 0;
  let total = 0;
  for (const tally of tallies) {
    const [part, whole] = ratioOf(tally);
    if (whole === 0) continue;
    const weight = WEIGHTS[tally.check.severity];
    sum += (weight * part) / whole;
    total += weight;
  }
  return total === 0 ? undefined : sum / total;
}

/** The tiny amount keeps 29 from becoming 28 by what binary fractions lose. */
function roundDown(value: number, steps: number): number {
  return Math.floor(value * steps + 1e-9) / steps;
}

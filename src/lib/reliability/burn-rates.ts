import { errorBudget, type Objective } from './error-budget.ts';
import { compare, divide, multiply, ONE, type Rational, rational } from './rational.ts';

/** How much of a budget may burn over which window before somebody is told. */
export interface BurnTier {
  readonly severity: 'page' | 'ticket';
  /** The share of the budget that is gone when it fires. */
  readonly share: Rational;
  readonly longSeconds: number;
  readonly shortSeconds: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * Pages for what empties a budget within days, tickets for what empties it within weeks. Source: The Site Reliability
 * Workbook, chapter 5, table 5-8; the one of a day is Sloth's.
 */
export const BURN_TIERS: readonly BurnTier[] = [
  { severity: 'page', share: rational(2n, 100n), longSeconds: HOUR, shortSeconds: 5 * MINUTE },
  { severity: 'page', share: rational(5n, 100n), longSeconds: 6 * HOUR, shortSeconds: 30 * MINUTE },
  { severity: 'ticket', share: rational(10n, 100n), longSeconds: DAY, shortSeconds: 2 * HOUR },
  { severity: 'ticket', share: rational(10n, 100n), longSeconds: 3 * DAY, shortSeconds: 6 * HOUR },
];

/** One alert of a set, with everything that follows from target and window. */
export interface BurnAlert extends BurnTier {
  readonly factor: Rational;
  /** The share of failures over both windows above which it fires. */
  readonly errorRatio: Rational;
  /** An error ratio cannot exceed one: an alert that asks for more never fires. */
  readonly reachable: boolean;
  /** How long the whole budget lasts at this rate. */
  readonly exhaustionSeconds: Rational;
  /** How long a full outage lasts before the long window exceeds the ratio. */
  readonly outageSeconds: Rational;
  /** In a long window with fewer requests than this, one failure is enough to fire. */
  readonly requestsForOneFailure: Rational;
}

/** The alerts that an objective calls for; windows that are no shorter than the objective's own are left out. */
export function burnAlerts(objective: Objective): readonly BurnAlert[] {
  return BURN_TIERS.filter(({ longSeconds }) => longSeconds < objective.windowSeconds).map((tier) =>
    burnAlert(objective, tier),
  );
}

function burnAlert(objective: Objective, tier: BurnTier): BurnAlert {
  const factor = burnFactor(objective.windowSeconds, tier);
  const errorRatio = thresholdOf(factor, objective);
  return {
    ...tier,
    factor,
    errorRatio,
    reachable: isReachable(factor, objective),
    exhaustionSeconds: secondsToExhaustion(factor, objective),
    outageSeconds: detectionSeconds({ longSeconds: tier.longSeconds, errorRatio }, ONE),
    requestsForOneFailure: divide(ONE, errorRatio),
  };
}

/** How many times as fast as allowed the budget burns: share × window ÷ long window. */
export function burnFactor(windowSeconds: number, { share, longSeconds }: Pick<BurnTier, 'share' | 'longSeconds'>) {
  return multiply(share, rational(BigInt(windowSeconds), BigInt(longSeconds)));
}

/** The share of the budget that a burn rate takes over a window. */
export function consumedShare(factor: Rational, seconds: number, windowSeconds: number): Rational {
  return multiply(factor, rational(BigInt(seconds), BigInt(windowSeconds)));
}

/** The error ratio at which the budget burns so many times as fast as allowed. */
export function thresholdOf(factor: Rational, objective: Pick<Objective, 'target'>): Rational {
  return multiply(factor, errorBudget(objective));
}

export function isReachable(factor: Rational, objective: Pick<Objective, 'target'>): boolean {
  return compare(thresholdOf(factor, objective), ONE) < 0;
}

/** The burn rate that an error ratio means. */
export function burnRateOf(errorRatio: Rational, objective: Pick<Objective, 'target'>): Rational {
  return divide(errorRatio, errorBudget(objective));
}

export function secondsToExhaustion(factor: Rational, { windowSeconds }: Pick<Objective, 'windowSeconds'>): Rational {
  return divide(rational(BigInt(windowSeconds)), factor);
}

/** How long a steady share of failures lasts before the long window, clean until then, exceeds the ratio. */
export function detectionSeconds(
  { longSeconds, errorRatio }: { readonly longSeconds: number; readonly errorRatio: Rational },
  failing: Rational,
): Rational {
  return divide(multiply(rational(BigInt(longSeconds)), errorRatio), failing);
}

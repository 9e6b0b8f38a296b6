import { BURN_TIERS, burnAlerts, burnFactor, isReachable, thresholdOf } from '../../lib/reliability/burn-rates.ts';
import { errorBudget, type Objective } from '../../lib/reliability/error-budget.ts';
import { availabilityText, spanText } from '../../lib/reliability/format-reliability.ts';
import {
  compare,
  decimalText,
  divide,
  fromNumber,
  ONE,
  type Rational,
  rational,
  subtract,
  toNumber,
} from '../../lib/reliability/rational.ts';
import type { BurnBranch, BurnWindow } from './burn-coverage.ts';
import type { BurnCondition } from './read-objective.ts';

const MONTH = 30 * 86_400;
/** A factor made for 30 days is 7% high over 28, which nobody minds; over a week it is four times too high. */
const MOST_OFF = 1.25;

/** What is wrong with the numbers of an alert, given the objective that it watches. */
export function burnProblems(objective: Objective, { alert, windows }: BurnBranch): readonly string[] {
  const [long] = windows;
  const short = windows.at(-1);
  if (!long || !short) return [];
  const said = [
    ...windowProblems(long, short),
    ...thresholdProblems(long),
    ...budgetProblems(objective, long),
    ...factorProblems(objective, factorOf(objective, long), long.seconds),
  ];
  return said.map((problem) => `${alert.name}: ${problem}`);
}

/** The same for a burn rate that is named as such. */
export function conditionProblems(objective: Objective, { factor, lookbackSeconds }: BurnCondition): readonly string[] {
  const rate = fromNumber(factor);
  if (!rate || rate.top <= 0n) return [`a burn rate of ${factor} is none`];
  if (!isReachable(rate, objective)) {
    return [`a burn rate of ${factor} can never be exceeded at ${availabilityText(objective.target)}`];
  }
  return factorProblems(objective, rate, lookbackSeconds);
}

/** Sloth and Pyrra write the usual alerts whatever the target; below some target the fast ones are never exceeded. */
export function generatedProblems(objective: Objective): readonly string[] {
  return burnAlerts(objective)
    .filter(({ reachable }) => !reachable)
    .map(
      ({ longSeconds }) =>
        `the alert over ${span(longSeconds)} that is generated asks for more errors than there can be at ` +
        availabilityText(objective.target),
    );
}

/** The short window is a twelfth of the long one; twice or half of that still does. */
function windowProblems(long: BurnWindow, short: BurnWindow): readonly string[] {
  const share = long.seconds / short.seconds;
  if (share >= 6 && share <= 24) return [];
  return [`${span(short.seconds)} is no short window for ${span(long.seconds)}: it should be a twelfth`];
}

function thresholdProblems({ threshold }: BurnWindow): readonly string[] {
  return threshold >= 1 ? [`an error ratio above ${threshold} never happens`] : [];
}

/** A constant between nought and a half that is multiplied is the error budget of some target. */
function budgetProblems(objective: Objective, { factors }: BurnWindow): readonly string[] {
  const budget = errorBudget(objective);
  const literal = factors.length > 1 ? factors.find((factor) => factor > 0 && factor < 0.5) : undefined;
  const written = literal === undefined ? undefined : fromNumber(literal);
  if (!written || compare(written, budget) === 0) return [];
  const meant = availabilityText(subtract(ONE, written));
  return [`${literal} is the budget of ${meant}, and the target is ${availabilityText(objective.target)}`];
}

function factorOf(objective: Objective, { threshold, factors }: BurnWindow): Rational | undefined {
  const factor = factors.length > 1 ? factors.find((one) => one >= 0.5) : undefined;
  if (factor !== undefined) return fromNumber(factor);
  const ratio = fromNumber(threshold);
  return ratio && divide(ratio, errorBudget(objective));
}

/** A factor of the table for 30 days beside another window. */
function factorProblems(objective: Objective, factor: Rational | undefined, longSeconds: number): readonly string[] {
  const tier = BURN_TIERS.find((one) => one.longSeconds === longSeconds);
  if (!factor || !tier || objective.windowSeconds === MONTH) return [];
  if (compare(factor, burnFactor(MONTH, tier)) !== 0) return [];
  const wanted = burnFactor(objective.windowSeconds, tier);
  const off = toNumber(divide(factor, wanted));
  if (off <= MOST_OFF && off >= 1 / MOST_OFF) return [];
  const ratio = decimalText(thresholdOf(wanted, objective), 6);
  return [
    `${decimalText(factor, 3)} is the factor for 30 days; ${span(objective.windowSeconds)} need ` +
      `${decimalText(wanted, 3)}, an error ratio of ${ratio}`,
  ];
}

function span(seconds: number): string {
  return spanText(rational(BigInt(Math.round(seconds))));
}

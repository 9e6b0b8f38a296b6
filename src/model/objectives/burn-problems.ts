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
import type { BurnPair } from '../alerting/burn-of.ts';
import type { BurnAlert } from './burn-coverage.ts';
import type { BurnCondition } from './read-objective.ts';

const MONTH = 30 * 86_400;
/** A factor made for 30 days is 7% high over 28, which nobody minds; over a week it is four times too high. */
const MOST_OFF = 1.25;

/** What is wrong with the numbers of an alert, given the objective that it watches. */
export function burnProblems(objective: Objective, { rule, pair }: BurnAlert): readonly string[] {
  const said = [
    ...windowProblems(pair),
    ...thresholdProblems(pair),
    ...budgetProblems(objective, pair),
    ...factorProblems(objective, factorOf(objective, pair), pair.longWindowSeconds),
  ];
  return said.map((problem) => `${rule.name}: ${problem}`);
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
function windowProblems({ longWindowSeconds: long, shortWindowSeconds: short }: BurnPair): readonly string[] {
  const share = long / short;
  if (share >= 6 && share <= 24) return [];
  return [`${span(short)} is no short window for ${span(long)}: it should be a twelfth`];
}

function thresholdProblems({ threshold }: BurnPair): readonly string[] {
  return threshold >= 1 ? [`an error ratio above ${threshold} never happens`] : [];
}

/** A constant below a half that is multiplied is the error budget of some target. */
function budgetProblems(objective: Objective, { budget: literal }: BurnPair): readonly string[] {
  const written = literal === undefined || literal >= 0.5 ? undefined : fromNumber(literal);
  if (!written || compare(written, errorBudget(objective)) === 0) return [];
  const meant = availabilityText(subtract(ONE, written));
  return [`${literal} is the budget of ${meant}, and the target is ${availabilityText(objective.target)}`];
}

function factorOf(objective: Objective, { threshold, factor }: BurnPair): Rational | undefined {
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

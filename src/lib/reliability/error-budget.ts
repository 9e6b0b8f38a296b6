import { divide, multiply, ONE, type Rational, rational, subtract } from './rational.ts';

/** What an objective allows: `target` is a share below one, `windowSeconds` how long it is looked back. */
export interface Objective {
  readonly target: Rational;
  readonly windowSeconds: number;
}

/** The share that may fail. */
export function errorBudget({ target }: Pick<Objective, 'target'>): Rational {
  return subtract(ONE, target);
}

/** Seconds of full outage that use up the budget: (1 − target) × window. */
export function downtimeSeconds(objective: Objective): Rational {
  return multiply(errorBudget(objective), rational(BigInt(objective.windowSeconds)));
}

/** Of so many requests, those that may fail. */
export function failingRequests(objective: Pick<Objective, 'target'>, requests: number): Rational {
  return multiply(errorBudget(objective), rational(BigInt(requests)));
}

/** How much of the budget one incident takes: weight × duration ÷ budget, where weight is the share that fails in it. */
export function budgetShare(objective: Objective, incident: Incident): Rational {
  const cost = multiply(incident.weight, incident.seconds);
  return divide(cost, downtimeSeconds(objective));
}

export interface Incident {
  readonly seconds: Rational;
  /** The share of requests that fail while it lasts. */
  readonly weight: Rational;
}

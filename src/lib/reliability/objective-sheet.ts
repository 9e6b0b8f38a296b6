import { type BurnAlert, burnAlerts } from './burn-rates.ts';
import { mostDependencies, neededOf, serial } from './composition.ts';
import { downtimeSeconds, failingRequests, type Objective } from './error-budget.ts';
import type { Part } from './parse-dependency.ts';
import { add, compare, divide, multiply, ONE, type Rational, rational, subtract } from './rational.ts';

/** What an objective is to be worked out from. */
export interface ObjectiveRequest extends Objective {
  readonly requests?: number;
  /** Of the service itself, apart from what it depends on. */
  readonly own?: Rational;
  readonly dependencies: readonly Part[];
  /** The share of the budget that the service keeps for itself when dependencies are counted. */
  readonly reserve: Rational;
  /** How long one incident lasts. */
  readonly response?: Response;
}

export interface Response {
  readonly detectSeconds: number;
  readonly acknowledgeSeconds: number;
  readonly recoverSeconds: number;
}

/** Everything that follows from a target and its window. */
export interface ObjectiveSheet extends Objective {
  readonly downtimeSeconds: Rational;
  /** The same target over other spans. */
  readonly elsewhere: readonly { readonly seconds: number; readonly downtimeSeconds: Rational }[];
  readonly requests?: { readonly total: number; readonly failing: Rational };
  readonly alerts: readonly BurnAlert[];
  readonly composition?: Composition;
  readonly reserve: Rational;
  /** How many hard dependencies of an availability the target allows. Undefined counts are too many to matter. */
  readonly dependencyLimits: readonly DependencyLimit[];
  readonly incident?: IncidentCost;
}

export interface Composition {
  readonly own?: Rational;
  readonly parts: readonly Part[];
  /** The product of all of them. */
  readonly available: Rational;
  readonly achievable: boolean;
  /** What the service itself would have to be; undefined where not even perfection would do. */
  readonly ownNeeded?: Rational;
  /** For each part, whether the promise could be kept without it, and what it would have to be otherwise. */
  readonly remedies: readonly Remedy[];
}

export interface Remedy {
  readonly name: string;
  readonly enoughIfSoft: boolean;
  readonly needed?: Rational;
}

export interface DependencyLimit {
  readonly each: Rational;
  readonly withoutReserve?: number;
  readonly withReserve?: number;
}

export interface IncidentCost {
  readonly response: Response;
  readonly seconds: number;
  /** Of the budget. */
  readonly share: Rational;
  readonly affordable: boolean;
  /** What detection and acknowledgement leave for recovery; nought where they leave nothing. */
  readonly leftSeconds: Rational;
}

const DAY = 86_400;
const SPANS = [1, 7, 28, 30, 90, 365].map((days) => days * DAY);
const COMMON: readonly Rational[] = ['99', '99.5', '99.9', '99.95', '99.99', '99.995', '99.999', '99.9999'].map(
  (percent) => {
    const [whole = '', part = ''] = percent.split('.');
    return rational(BigInt(whole + part), 10n ** BigInt(part.length + 2));
  },
);

export function objectiveSheet(request: ObjectiveRequest): ObjectiveSheet {
  const { target, windowSeconds, requests, reserve, response } = request;
  const objective = { target, windowSeconds };
  const composition = compositionOf(request);
  return {
    ...objective,
    downtimeSeconds: downtimeSeconds(objective),
    elsewhere: SPANS.filter((seconds) => seconds !== windowSeconds).map((seconds) => ({
      seconds,
      downtimeSeconds: downtimeSeconds({ target, windowSeconds: seconds }),
    })),
    ...(requests === undefined ? {} : { requests: { total: requests, failing: failingRequests(objective, requests) } }),
    alerts: burnAlerts(objective),
    ...(composition ? { composition } : {}),
    reserve,
    dependencyLimits: dependencyLimits(target, reserve),
    ...(response ? { incident: incidentCost(objective, response) } : {}),
  };
}

function compositionOf({ target, own, dependencies }: ObjectiveRequest): Composition | undefined {
  if (dependencies.length === 0 && own === undefined) return undefined;
  const needed = serial(dependencies.map((part) => part.available));
  const available = multiply(own ?? ONE, needed);
  const ownNeeded = neededOf(target, needed);
  return {
    ...(own === undefined ? {} : { own }),
    parts: dependencies,
    available,
    achievable: compare(available, target) >= 0,
    ...(ownNeeded ? { ownNeeded } : {}),
    remedies: dependencies.map(({ name, available: each }) => {
      const others = divide(available, each);
      const least = neededOf(target, others);
      return { name, enoughIfSoft: least !== undefined, ...(least ? { needed: least } : {}) };
    }),
  };
}

/** For the three nearest of the usual levels above the target, and for one nine more than it has. */
function dependencyLimits(target: Rational, reserve: Rational): readonly DependencyLimit[] {
  const better = subtract(ONE, divide(subtract(ONE, target), rational(10n)));
  const levels = COMMON.filter((each) => compare(each, target) > 0).slice(0, 3);
  const all = levels.some((each) => compare(each, better) === 0) ? levels : [...levels, better];
  return all.toSorted(compare).map((each) => {
    const withoutReserve = mostDependencies(target, each, rational(0n));
    const withReserve = mostDependencies(target, each, reserve);
    return {
      each,
      ...(withoutReserve === undefined ? {} : { withoutReserve }),
      ...(withReserve === undefined ? {} : { withReserve }),
    };
  });
}

export function incidentCost(objective: Objective, response: Response): IncidentCost {
  const budget = downtimeSeconds(objective);
  const before = rational(BigInt(response.detectSeconds + response.acknowledgeSeconds));
  const cost = add(before, rational(BigInt(response.recoverSeconds)));
  const left = subtract(budget, before);
  return {
    response,
    seconds: response.detectSeconds + response.acknowledgeSeconds + response.recoverSeconds,
    share: divide(cost, budget),
    affordable: compare(cost, budget) <= 0,
    leftSeconds: left.top < 0n ? rational(0n) : left,
  };
}

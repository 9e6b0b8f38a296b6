import type { Override, OverrideState } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { type Candidate, matchesFinding } from './match-overrides.ts';
import { type Standing, standingOf } from './standing-of.ts';

export interface StateContext {
  /** Indexes of the overrides that turned a verdict. */
  readonly used: ReadonlySet<number>;
  readonly today: string;
  /** By the index of the override. */
  readonly candidates: ReadonlyMap<number, readonly Candidate[]>;
  readonly subjects: readonly Subject[];
}

/** What has become of an override. Whether it matches is asked of all checks, not only of those that the profile runs. */
export function stateOf(index: number, override: Override, context: StateContext): OverrideState {
  if (context.used.has(index)) return 'used';
  const own = context.candidates.get(index) ?? [];
  const matching = own.filter((candidate) => isAlive(candidate, context.subjects));
  if (matching.length === 0) return 'dead';
  if (override.kind === 'waiver') return context.today > override.expires ? 'expired' : 'unused';
  const standings = matching.map(({ check }) => standingOf({ override, check }, context.today));
  const all = (standing: Standing) => standings.every((each) => each === standing);
  if (all('expired')) return 'expired';
  return standings.includes('stale') ? 'stale' : 'unused';
}

function isAlive(candidate: Candidate, subjects: readonly Subject[]): boolean {
  return subjects.some(
    ({ kind, id, service }) =>
      kind === candidate.check.subject && matchesFinding(candidate, { service, subject: { kind, id } }),
  );
}

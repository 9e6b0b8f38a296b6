import type { Attestation, Override, OverrideStatus, Waiver } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { type Candidate, matchesFinding } from './match-overrides.ts';
import { type Standing, standingOf } from './standing-of.ts';
import { type WaiverStanding, waiverStanding } from './waiver-standing.ts';

export interface StateContext {
  /** Indexes of the overrides that turned a verdict. */
  readonly used: ReadonlySet<number>;
  /** Why what an attestation measured speaks against it, by its index. */
  readonly against: ReadonlyMap<number, string>;
  readonly today: string;
  /** Of each service. */
  readonly owners: ReadonlyMap<string, string | undefined>;
  /** By the index of the override. */
  readonly candidates: ReadonlyMap<number, readonly Candidate[]>;
  readonly subjects: readonly Subject[];
}

type Status = Pick<OverrideStatus, 'state' | 'because'>;

/** What has become of an override. Whether it matches is asked of all checks, not only of those that the profile runs. */
export function stateOf(index: number, override: Override, context: StateContext): Status {
  if (context.used.has(index)) return { state: 'used' };
  const against = context.against.get(index);
  if (against !== undefined) return { state: 'refused', because: `it ${against}` };
  const own = context.candidates.get(index) ?? [];
  const matching = own.flatMap((candidate) => withServices(candidate, context));
  if (matching.length === 0) return { state: 'dead' };
  return override.kind === 'waiver'
    ? stateOfWaiver(override, matching, context)
    : stateOfAttestation(override, matching, context);
}

interface Matching extends Candidate {
  /** Services of which it matches some subject. */
  readonly of: ReadonlySet<string>;
}

function withServices(candidate: Candidate, { subjects }: StateContext): readonly Matching[] {
  const alive = subjects.filter(
    ({ kind, id, service }) =>
      kind === candidate.check.subject && matchesFinding(candidate, { service, subject: { kind, id } }),
  );
  return alive.length === 0 ? [] : [{ ...candidate, of: new Set(alive.map(({ service }) => service)) }];
}

function stateOfWaiver(override: Waiver, matching: readonly Matching[], { today, owners }: StateContext): Status {
  const standings = matching.flatMap(({ of, ...candidate }) =>
    [...of].map((service) => waiverStanding({ ...candidate, override, serviceOwner: owners.get(service) }, today)),
  );
  if (standings.some(({ is }) => is === 'holds')) return { state: 'unused' };
  const [worst] = standings.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (!worst || worst.is === 'holds') return { state: 'unused' };
  return { state: worst.is, ...(worst.why === undefined ? {} : { because: worst.why }) };
}

function rankOf({ is }: WaiverStanding): number {
  return is === 'refused' ? 0 : 1;
}

function stateOfAttestation(override: Attestation, matching: readonly Matching[], { today }: StateContext): Status {
  const standings = matching.map(({ check }) => standingOf({ override, check }, today));
  const all = (standing: Standing) => standings.every((each) => each === standing);
  if (all('expired')) return { state: 'expired' };
  return { state: standings.includes('stale') ? 'stale' : 'unused' };
}

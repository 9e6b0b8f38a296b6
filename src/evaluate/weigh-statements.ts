import type { Finding } from '../types/finding.ts';
import type { Attestation } from '../types/override.ts';
import type { Facts, Subject } from '../types/subject.ts';
import type { Candidate } from './match-overrides.ts';
import { measuredAgainst } from './measured-against.ts';

export type AttestationCandidate = Candidate & { readonly override: Attestation };

export interface Weighed {
  readonly candidate: AttestationCandidate;
  /** Why it does not count, as a clause without its subject. */
  readonly against?: string;
}

/**
 * Holds what statements measured against what the facts allow. One that measured too much also speaks against those
 * made before it: a drill that went well does not stand when a later one did not. The latest stand first among those
 * that do not count.
 */
export function weighStatements(
  statements: readonly AttestationCandidate[],
  facts: readonly Facts[],
): readonly Weighed[] {
  const weighed = statements.map((candidate) => weigh(candidate, measuredAgainst(candidate, facts)));
  const latest = weighed
    .filter(({ against }) => against !== undefined)
    .reduce<Weighed | undefined>((last, each) => (last && dayOf(last) >= dayOf(each) ? last : each), undefined);
  if (latest === undefined) return weighed;
  const reason = `is older than one of ${dayOf(latest)} that ${latest.against}`;
  const rest = weighed
    .filter((each) => each !== latest)
    .map((each) => (dayOf(each) < dayOf(latest) ? weigh(each.candidate, each.against ?? reason) : each));
  return [latest, ...rest];
}

/** The facts of the variants that a statement on a finding answers for: production's, where production is told apart. */
export function factsAnswered({ variants }: Finding, subject: Subject | undefined): readonly Facts[] {
  const open = variants.filter(({ measured }) => measured === 'unknown');
  const production = open.filter(({ environment }) => environment === 'production');
  const sets = new Set((production.length > 0 ? production : open).map(({ set }) => set));
  return (subject?.variants ?? []).filter(({ set }) => sets.has(set)).map(({ facts }) => facts);
}

function weigh(candidate: AttestationCandidate, against: string | undefined): Weighed {
  return against === undefined ? { candidate } : { candidate, against };
}

function dayOf({ candidate }: Weighed): string {
  return candidate.override.on;
}

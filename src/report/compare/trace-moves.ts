import { severities } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { Finding } from '../../types/finding.ts';
import type { Place } from '../../types/place.ts';
import type { SubjectSummary } from '../../types/review.ts';
import { evidenceOn, isContentWith, objectsTo } from './fact-evidence.ts';
import type { FactMove } from './fact-moves.ts';
import type { Names, Sides } from './match-names.ts';

/** Where a fact of a subject stands in one of the two reviews; undefined where that is not known. */
export type PlaceOf = (side: 'base' | 'head', subject: SubjectSummary, set: string, fact: string) => Place | undefined;

export interface Traces extends Sides {
  readonly names: Names;
  /** Findings of the newer review that the comparison lists as new or worse. */
  readonly said: readonly Finding[];
  /** Asked first; what it does not know is taken from the evidence of findings. */
  readonly placeOf?: PlaceOf | undefined;
}

/** A move with what the findings say of it. */
export interface TracedMove extends FactMove {
  /** Of the fact of the subject, whatever the set: for sorting and grouping. */
  readonly name: string;
  /** Checks that judge the fact in this set and are content with it, and the gravest severity among them. */
  readonly checks: readonly string[];
  readonly severity?: Severity;
  /** True where a new or worse finding objects to it already. */
  readonly isSaid: boolean;
  readonly place?: Place;
}

export function traceMoves(moves: readonly FactMove[], traces: Traces): readonly TracedMove[] {
  const { base, head, names, said, placeOf } = traces;
  const keyOf = ({ subject, service }: Finding) => names.subjectKey({ ...subject, service });
  const formerKeyOf = ({ subject, service }: Finding) => names.formerSubjectKey({ ...subject, service });
  const findings = { base: Map.groupBy(base.findings, formerKeyOf), head: Map.groupBy(head.findings, keyOf) };
  const objections = Map.groupBy(said, keyOf);
  return moves.map((move) => {
    const { subject, former, fact, change } = move;
    const key = names.subjectKey(subject);
    const inSet = { fact, set: change.set };
    // What is gone has a place in the base only.
    const side = change.after === undefined ? 'base' : 'head';
    const place =
      placeOf?.(side, side === 'base' ? former : subject, change.set, fact) ??
      evidenceOn(findings[side].get(key) ?? [], inSet)?.place;
    const content = (findings.head.get(key) ?? []).filter((finding) => isContentWith(finding, inSet));
    const severity = severities.find((one) => content.some((finding) => finding.severity === one));
    return {
      ...move,
      name: `${key}\n${fact}`,
      checks: content.map(({ check }) => check),
      isSaid: (objections.get(key) ?? []).some((finding) => objectsTo(finding, inSet)),
      ...(severity === undefined ? {} : { severity }),
      ...(place === undefined ? {} : { place }),
    };
  });
}

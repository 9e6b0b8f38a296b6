import type { Level, Severity } from './check.ts';
import type { Evidence, Measured, Verdict } from './finding.ts';
import type { Gate } from './gate.ts';
import type { Place } from './place.ts';
import type { FactValue, SubjectKind } from './subject.ts';
import type { Unit } from './vocabulary.ts';

/** What changed between two reviews. What moved because rules changed is told apart, and never held against a service. */
export interface Comparison {
  readonly base: ComparedReview;
  /** Gaps that the base did not have; `before` tells whether it passed, was unknown, or was not there. */
  readonly new: readonly FindingChange[];
  /** What stands less well than before without being a new gap: `pass` to `unknown`, a waiver that ended, one more set that fails. */
  readonly worse: readonly FindingChange[];
  /** Gaps that now pass. An unknown is never a fix. */
  readonly fixed: readonly FindingChange[];
  /** Facts that are less safe than before although no check fails for it. */
  readonly weakened: readonly Weakening[];
  /** Gaps that went with their subject, or no longer apply to it. */
  readonly removed: readonly FindingChange[];
  /** How many findings stand as they stood. */
  readonly unchanged: number;
  /** What was a gap, did not apply or was not there, and is now unknown. */
  readonly unknown: readonly FindingChange[];
  /** What was unknown and now passes. */
  readonly resolved: readonly FindingChange[];
  readonly waived: readonly FindingChange[];
  readonly attested: readonly FindingChange[];
  /** Subjects of the base that are gone. */
  readonly subjectsRemoved: readonly SubjectName[];
  readonly rules: RuleChanges;
  readonly services: readonly ServiceChange[];
  /** Changes to what governs the review; both sides were judged by the base's. Absent where nobody looked. */
  readonly governance?: readonly GovernanceChange[];
  /** The lines that the newer side added or changed, by file, for files that something here names. */
  readonly changedLines?: { readonly [file: string]: readonly LineRange[] };
  /** Full sentences on what makes the two reviews hard to compare. */
  readonly warnings: readonly string[];
}

/** First and last line, counted from 1. */
export type LineRange = readonly [first: number, last: number];

export interface ComparedReview {
  readonly name: string;
  readonly commit?: string;
  readonly generatedAt: string;
  readonly profile: string;
  readonly catalog: string;
  readonly toolVersion: string;
}

export interface SubjectName {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly service: string;
}

/** How a check stands on a subject, before and after. */
export interface FindingChange {
  /** As the new review has it; of what is gone, as the base had it. */
  readonly fingerprint: string;
  readonly check: string;
  /** What the check says: the harm of a gap, the good condition of what passes. */
  readonly title: string;
  readonly severity: Severity;
  /** True where an open failure of it stops a launch for the tier of the service. */
  readonly blocking: boolean;
  readonly service: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** Absent where there was nothing to judge. */
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** Sets of both reviews where it was measured otherwise. */
  readonly variants: readonly VariantChange[];
  /** What is shown first; of what is gone, what was seen in the base. */
  readonly evidence?: Evidence;
}

export interface VariantChange {
  readonly set: string;
  readonly environment?: string;
  readonly before: Measured;
  readonly after: Measured;
}

/** A fact of a subject that moved away from what its vocabulary calls safer. */
export interface Weakening {
  readonly service: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** The fact path, such as `replicas.min`. */
  readonly fact: string;
  /** The vocabulary's sentence on the fact. */
  readonly means: string;
  readonly unit?: Unit;
  /** Sets of both reviews where it is less safe; a value is absent where there was or is nothing. */
  readonly variants: readonly FactChange[];
  /** Checks that judge the fact and still pass, sorted. */
  readonly checks: readonly string[];
  /** The gravest severity of these; absent where no check that was run judges it. */
  readonly severity?: Severity;
  /** Where it stands now or would stand; of what is gone, where it stood. */
  readonly place?: Place;
}

export interface FactChange {
  readonly set: string;
  readonly environment?: string;
  readonly before?: FactValue;
  readonly after?: FactValue;
}

/** A change to configuration, services, checks, waivers, attestations or the baseline. */
export interface GovernanceChange {
  readonly kind: 'configuration' | 'service' | 'check' | 'waiver' | 'attestation' | 'baseline';
  /** What changed, as one full sentence. */
  readonly text: string;
  /** True where it makes the gate easier to pass once it is merged. */
  readonly loosens: boolean;
  /** True where it cannot be read, so that no review could be made once it is merged. */
  readonly broken?: boolean;
  readonly place: Place;
}

/** What changed in the checklist itself. */
export interface RuleChanges {
  readonly checks: readonly RuleChange[];
  /** Findings that moved with them. */
  readonly findings: readonly FindingChange[];
}

export interface RuleChange {
  readonly check: string;
  readonly title: string;
  /** `rule`: asks something else, by its predicates or parameters. */
  readonly kind: 'added' | 'removed' | 'rule' | 'severity' | 'tiers' | 'title';
  /** From what to what, in words, where that is short. */
  readonly detail?: string;
}

/** A service before and after; one side is absent where it came or went. */
export interface ServiceChange {
  readonly name: string;
  readonly formerName?: string;
  readonly before?: ServiceStanding;
  readonly after?: ServiceStanding;
  /** Absent where one side has no score. */
  readonly score?: ScoreMovement;
}

export interface ServiceStanding {
  readonly tier: 1 | 2 | 3;
  readonly verdict: Gate;
  readonly level?: Level;
  readonly score?: number;
}

/** Points from 0 to 100. `total` is the sum of the other two. */
export interface ScoreMovement {
  readonly total: number;
  /** On the checks that both reviews asked alike, weighed as the new one weighs them. */
  readonly byService: number;
  /** The rest: checks added, removed, changed or weighed otherwise. */
  readonly byRules: number;
}

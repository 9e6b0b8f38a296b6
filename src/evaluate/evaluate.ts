import { appendTo } from '../lib/append-to.ts';
import { fingerprinter } from '../lib/fingerprint-of.ts';
import type { Baseline } from '../types/baseline.ts';
import type { Check, CompiledCheck, Profile } from '../types/check.ts';
import type { Examination, Model } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { Override } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { applyBaseline } from './apply-baseline.ts';
import { applyOverrides } from './apply-overrides.ts';
import { dayOf } from './calendar.ts';
import { checksOn } from './checks-on.ts';
import { compareFindings } from './compare-findings.ts';
import { countApplicability } from './count-applicability.ts';
import { judgeVariants, type Merged } from './judge-variants.ts';
import type { JudgementMemory } from './judgement-memory.ts';
import { selectForService } from './select-for-service.ts';

export interface EvaluateInput {
  readonly model: Model;
  readonly checks: readonly CompiledCheck[];
  readonly profile: Profile;
  readonly overrides: readonly Override[];
  readonly baseline?: Baseline | undefined;
  readonly now: Date;
  /** Verdicts on another version of the same repository, and for a next one. */
  readonly memory?: JudgementMemory;
}

type Evaluation = Pick<Examination, 'subjects' | 'findings' | 'overrides' | 'applicability' | 'baseline'>;

/**
 * Judges every subject by the checks that its service's tier and type and the profile call for; then hears people.
 * Subjects that the memory knows come from there.
 */
export function evaluate(input: EvaluateInput): Evaluation {
  const { model, profile, baseline } = input;
  const checks = checksOn(input.checks, dayOf(input.now));
  const selections = new Map(
    model.services.map((service) => [service.name, selectForService({ checks, profile, service })]),
  );
  const applicability = countApplicability([...selections.values()]);
  const lists = new Map<string, Map<CompiledCheck, Finding[]>>();
  const nothing = isEmpty(model);
  const subjects = model.subjects.map((given) => {
    const called = nothing ? [] : (selections.get(given.service)?.get(given.kind) ?? []);
    const known = input.memory?.recall(given, called);
    const { subject, found } = known ?? { subject: given, found: judgeSubject(given, called) };
    if (!known) input.memory?.keep(subject, called, found);
    const byCheck = lists.get(subject.service) ?? new Map<CompiledCheck, Finding[]>();
    lists.set(subject.service, byCheck);
    for (const [index, check] of called.entries()) {
      const finding = found[index];
      applicability.add(check.check.id, finding);
      if (finding) appendTo(byCheck, check, finding);
    }
    return subject;
  });
  const heard = applyOverrides({
    ...input,
    findings: inOrder([...lists.values()].flatMap((byCheck) => [...byCheck.values()])),
  });
  const known = baseline && applyBaseline({ findings: heard.findings, model, checks, selections, baseline });
  return { subjects, ...heard, ...known, applicability: applicability.counts() };
}

/** What each check found; undefined where it does not apply. */
function judgeSubject(subject: Subject, checks: readonly CompiledCheck[]): readonly (Finding | undefined)[] {
  const fingerprint = fingerprinter(subject);
  const { service, kind, id } = subject;
  const reference = { kind, id };
  return checks.map((check) => {
    const merged = judgeVariants(check, subject.variants);
    if (merged.measured === 'not-applicable') return undefined;
    return findingOf(check.check, { service, subject: reference, merged, fingerprint: fingerprint(check.check.id) });
  });
}

/** A list holds what one check says of one service: lists are put in order as wholes, and each by its subjects alone. */
function inOrder(lists: readonly Finding[][]): readonly Finding[] {
  const inTurn = lists.toSorted(([left], [right]) => (left && right ? compareFindings(left, right) : 0));
  return inTurn.flatMap((list) => list.sort(compareSubjects));
}

function compareSubjects({ subject: left }: Finding, { subject: right }: Finding): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

/** A folder in which nothing was recognised has no gaps: whether it lacks an owner is nobody's question. */
function isEmpty({ subjects }: Model): boolean {
  return subjects.every(({ kind }) => kind === 'service' || kind === 'repository');
}

interface Measurement {
  readonly service: string;
  readonly subject: Finding['subject'];
  readonly merged: Merged;
  readonly fingerprint: string;
}

/** Without spreads for what is certain: a large repository has hundreds of thousands of findings, most of them passes. */
function findingOf({ id: check, severity }: Check, measurement: Measurement): Finding {
  const { service, subject, merged, fingerprint } = measurement;
  const { measured, variants, deciding, applicabilityUnknown } = merged;
  const { evidence, because } = deciding;
  if (!applicabilityUnknown && because === undefined) {
    return { check, service, subject, severity, measured, verdict: measured, variants, evidence, fingerprint };
  }
  return {
    check,
    service,
    subject,
    severity,
    measured,
    verdict: measured,
    ...(applicabilityUnknown ? { applicabilityUnknown } : {}),
    variants,
    evidence,
    ...(because === undefined ? {} : { because }),
    fingerprint,
  };
}

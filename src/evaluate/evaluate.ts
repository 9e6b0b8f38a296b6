import { dayOf } from '../lib/calendar.ts';
import { fingerprinter } from '../lib/fingerprint-of.ts';
import type { Baseline } from '../types/baseline.ts';
import type { Check, CompiledCheck, Profile } from '../types/check.ts';
import type { Examination, Model } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { Override } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { applyBaseline } from './apply-baseline.ts';
import { applyOverrides } from './apply-overrides.ts';
import { checksOn } from './checks-on.ts';
import { judgeVariants, type Merged } from './judge-variants.ts';
import type { JudgementMemory } from './judgement-memory.ts';
import { openLedger } from './open-ledger.ts';
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

const NONE: readonly CompiledCheck[] = Object.freeze([]);

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
  const ledger = openLedger([...selections.values()]);
  const nothing = isEmpty(model);
  const subjects = model.subjects.map((given) => {
    const called = (nothing ? undefined : selections.get(given.service)?.get(given.kind)) ?? NONE;
    const known = input.memory?.recall(given, called);
    const { subject, found } = known ?? { subject: given, found: judgeSubject(given, called) };
    if (!known) input.memory?.keep(subject, called, found);
    ledger.enter(subject.service, called, found);
    return subject;
  });
  const heard = applyOverrides({ ...input, findings: ledger.findings() });
  const known = baseline && applyBaseline({ findings: heard.findings, model, checks, selections, baseline });
  return { subjects, ...heard, ...known, applicability: ledger.applicability() };
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

/** A folder in which nothing was recognised, or only text for people, has no gaps: whether it lacks an owner is nobody's question. */
function isEmpty({ subjects }: Model): boolean {
  return subjects.every(({ kind }) => kind === 'service' || kind === 'repository' || kind === 'document');
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

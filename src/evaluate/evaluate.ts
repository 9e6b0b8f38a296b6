import type { CompiledCheck, Profile } from '../types/check.ts';
import type { Examination, Model } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { Override } from '../types/override.ts';
import type { Subject } from '../types/subject.ts';
import { applyOverrides } from './apply-overrides.ts';
import { compareFindings } from './compare-findings.ts';
import { countApplicability } from './count-applicability.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import { judgeVariants, type Merged } from './judge-variants.ts';
import { selectForService } from './select-for-service.ts';

export interface EvaluateInput {
  readonly model: Model;
  readonly checks: readonly CompiledCheck[];
  readonly profile: Profile;
  readonly overrides: readonly Override[];
  readonly now: Date;
}

/** Judges every subject by the checks that its service's tier and type and the profile call for; then hears people. */
export function evaluate(input: EvaluateInput): Pick<Examination, 'findings' | 'overrides' | 'applicability'> {
  const { model, checks, profile } = input;
  const selections = new Map(
    model.services.map((service) => [service.name, selectForService({ checks, profile, service })]),
  );
  const applicability = countApplicability([...selections.values()]);
  const measured: Finding[] = [];
  for (const subject of model.subjects) {
    for (const check of selections.get(subject.service)?.get(subject.kind) ?? []) {
      const merged = judgeVariants(check, subject.variants);
      applicability.add(check.check.id, merged);
      if (merged.measured !== 'not-applicable') measured.push(findingOf(check, subject, merged));
    }
  }
  measured.sort(compareFindings);
  return { ...applyOverrides({ ...input, findings: measured }), applicability: applicability.counts() };
}

function findingOf({ check }: CompiledCheck, subject: Subject, merged: Merged): Finding {
  const { measured, variants, deciding } = merged;
  return {
    check: check.id,
    service: subject.service,
    subject: { kind: subject.kind, id: subject.id },
    severity: check.severity,
    measured,
    verdict: measured,
    ...(merged.applicabilityUnknown ? { applicabilityUnknown: true } : {}),
    variants,
    evidence: deciding.evidence,
    ...(deciding.because ? { because: deciding.because } : {}),
    fingerprint: fingerprintOf(subject, check.id),
  };
}

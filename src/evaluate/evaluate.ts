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
  const subjects = Map.groupBy(model.subjects, ({ service, kind }) => `${service}\n${kind}`);
  for (const [service, selection] of selections) {
    for (const [kind, selected] of selection) {
      for (const check of selected) {
        for (const subject of subjects.get(`${service}\n${kind}`) ?? []) {
          const merged = judgeVariants(check, subject.variants);
          applicability.add(check.check.id, merged);
          if (merged.measured !== 'not-applicable') measured.push(findingOf(check, subject, merged));
        }
      }
    }
  }
  measured.sort(compareFindings);
  return { ...applyOverrides({ ...input, findings: measured }), applicability: applicability.counts() };
}

/** Without spreads: a large repository has hundreds of thousands of findings, most of them passes. */
function findingOf({ check }: CompiledCheck, judged: Subject, merged: Merged): Finding {
  const { service } = judged;
  const subject = { kind: judged.kind, id: judged.id };
  const { measured, variants, deciding } = merged;
  const { id, severity } = check;
  const { evidence, because } = deciding;
  const fingerprint = fingerprintOf({ ...subject, service }, id);
  if (!merged.applicabilityUnknown && because === undefined) {
    return { check: id, service, subject, severity, measured, verdict: measured, variants, evidence, fingerprint };
  }
  return {
    check: id,
    service,
    subject,
    severity,
    measured,
    verdict: measured,
    ...(merged.applicabilityUnknown ? { applicabilityUnknown: true } : {}),
    variants,
    evidence,
    ...(because === undefined ? {} : { because }),
    fingerprint,
  };
}

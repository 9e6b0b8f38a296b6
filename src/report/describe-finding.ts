import type { Finding } from '../types/finding.ts';
import type { OverrideStatus } from '../types/override.ts';
import type { CheckSummary } from '../types/review.ts';
import { describeSaw } from './describe-saw.ts';
import { failingSets } from './failing-sets.ts';
import { keyEvidence } from './key-evidence.ts';

/** A finding in sentences on one line: what is wrong, with what, where, what was seen and wanted. */
export function describeFinding(finding: Finding, check: CheckSummary | undefined): string {
  const sets = failingSets(finding);
  const where = sets.length > 0 ? ` in ${sets.join(', ')}` : '';
  const owner = finding.subject.id === finding.service ? '' : ` of ${finding.service}`;
  const subject = `${finding.subject.kind} ${finding.subject.id}${owner}${where}`;
  return [`${check?.failTitle ?? finding.check}: ${subject}.`, ...sawAndWanted(finding), ...reasons(finding)].join(' ');
}

/** Why people accepted it, or what they stated. */
export function overrideText(override: OverrideStatus | undefined): string {
  if (!override) return '';
  return override.kind === 'waiver' ? override.reason : override.evidence;
}

function sawAndWanted(finding: Finding): readonly string[] {
  const evidence = keyEvidence(finding);
  return evidence ? [`Saw ${describeSaw(evidence)}; wanted ${evidence.wanted}.`] : [];
}

function reasons(finding: Finding): readonly string[] {
  if (finding.verdict === 'stale') return ['What was stated about it is out of date.'];
  return finding.because ? [finding.because.detail] : [];
}

import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { describeFinding } from '../describe-finding.ts';
import { describeOverride } from '../describe-override.ts';
import { describePlace } from '../describe-place.ts';
import { escapeXml } from '../escape-xml.ts';
import { fillFix } from '../fill-fix.ts';
import { overrideOf } from '../override-of.ts';

export interface CaseContext {
  readonly review: Review;
  readonly area: string;
  readonly check: CheckSummary | undefined;
}

/** A finding as a test case: an unknown is an error, a waiver skips, what people attested passes. */
export function testCase(finding: Finding, context: CaseContext): readonly string[] {
  const name = `${finding.check}: ${finding.subject.kind} ${finding.subject.id}`;
  const open = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(className(finding, context))}" time="0"`;
  const outcome = outcomeOf(finding, context);
  return outcome === undefined ? [`${open}/>`] : [`${open}>`, `      ${outcome}`, '    </testcase>'];
}

/** Readers split it at its dots: the service's own are no part of the hierarchy. */
function className(finding: Finding, { area }: CaseContext): string {
  return `${finding.service.replaceAll('.', '_')}.${area.replaceAll('.', '_')}`;
}

function outcomeOf(finding: Finding, context: CaseContext): string | undefined {
  switch (finding.verdict) {
    case 'fail':
    case 'stale':
      return failure(finding, context);
    case 'unknown':
      return unknown(finding, context);
    case 'waived':
      return `<skipped message="${escapeXml(waiver(finding, context))}"/>`;
    case 'not-applicable':
      return '<skipped message="Does not apply."/>';
    case 'pass':
    case 'attested':
      return undefined;
  }
}

function failure(finding: Finding, { check, review }: CaseContext): string {
  const places = new Set(finding.evidence.map(({ place }) => describePlace(place)));
  const lines = [
    ...[...places].map((place) => `At ${place}`),
    ...(check ? [`Why: ${check.why}`, `Fix: ${fillFix(check.fix, [finding], review)}`] : []),
  ];
  const message = escapeXml(describeFinding(finding, check));
  return `<failure message="${message}" type="${escapeXml(finding.severity)}">${escapeXml(lines.join('\n'))}</failure>`;
}

function unknown(finding: Finding, { check }: CaseContext): string {
  const reason = finding.because ? finding.because.detail : 'It could not be known.';
  const type = escapeXml(finding.because?.reason ?? 'unknown');
  return `<error message="${escapeXml(reason)}" type="${type}">${escapeXml(check?.title ?? finding.check)}</error>`;
}

function waiver(finding: Finding, { review }: CaseContext): string {
  const override = overrideOf(finding, review);
  return override ? `Waived, ${describeOverride(override, review.generatedAt)}` : 'Waived.';
}

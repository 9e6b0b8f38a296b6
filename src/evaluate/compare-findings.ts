import { compareTexts } from '../lib/compare-texts.ts';
import { severityRank } from '../lib/severities.ts';
import type { Finding } from '../types/finding.ts';

/** By service, the gravest first, then check and subject, by code units. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareTexts(a.service, b.service) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    compareTexts(a.check, b.check) ||
    compareTexts(a.subject.kind, b.subject.kind) ||
    compareTexts(a.subject.id, b.subject.id)
  );
}

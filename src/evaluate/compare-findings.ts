import { severityRank } from '../lib/severities.ts';
import type { Finding } from '../types/finding.ts';

/** By service, the gravest first, then check and subject, by code units. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.service, b.service) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    compare(a.check, b.check) ||
    compare(a.subject.kind, b.subject.kind) ||
    compare(a.subject.id, b.subject.id)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

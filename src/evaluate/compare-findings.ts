import type { Severity } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';

const RANK: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** By service, the gravest first, then check and subject, by code units. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.service, b.service) ||
    RANK[a.severity] - RANK[b.severity] ||
    compare(a.check, b.check) ||
    compare(a.subject.kind, b.subject.kind) ||
    compare(a.subject.id, b.subject.id)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

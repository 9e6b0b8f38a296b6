import type { Evidence, Finding } from '../types/finding.ts';

/** The evidence that a reader is shown first: what failed, with its source lines where we have them. */
export function keyEvidence(finding: Finding): Evidence | undefined {
  return finding.evidence.find((evidence) => evidence.excerpt) ?? finding.evidence[0];
}

import type { Severity } from '../types/check.ts';

/** The gravest first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Where a severity stands among them, from 0 for the gravest: for sorting. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

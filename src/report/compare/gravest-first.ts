import { severities, severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';

interface Ranked {
  readonly name: string;
  readonly severity?: Severity;
  readonly blocking?: boolean;
}

/** For sorting: by severity, none last, then what blocks, then by name. */
export function gravestFirst(left: Ranked, right: Ranked): number {
  return (
    rankOf(left.severity) - rankOf(right.severity) ||
    Number(right.blocking ?? false) - Number(left.blocking ?? false) ||
    (left.name < right.name ? -1 : 1)
  );
}

function rankOf(severity: Severity | undefined): number {
  return severity === undefined ? severities.length : severityRank(severity);
}

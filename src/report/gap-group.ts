import type { Severity } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckSummary, Review } from '../types/review.ts';

/** All subjects that fail one check: what a reader fixes in one go. */
export interface GapGroup {
  readonly check: CheckSummary;
  readonly severity: Severity;
  /** True where it stops a launch for the tier of at least one of the services. */
  readonly blocking: boolean;
  readonly findings: readonly Finding[];
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** The gaps, worst first: by severity, then blocking, then by how many subjects they concern. */
export function groupGaps(review: Review): readonly GapGroup[] {
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const gaps = review.findings.filter(isGap);
  return [...Map.groupBy(gaps, (finding) => finding.check)]
    .flatMap(([id, findings]) => {
      const check = checks.get(id);
      return check ? [toGroup(check, findings, review)] : [];
    })
    .sort(compareGroups);
}

/** Evidence that went stale is a gap too: it counts as if nothing had been stated. */
function isGap(finding: Finding): boolean {
  return finding.verdict === 'fail' || finding.verdict === 'stale';
}

function toGroup(check: CheckSummary, findings: readonly Finding[], review: Review): GapGroup {
  const rank = Math.min(...findings.map((finding) => severities.indexOf(finding.severity)));
  const tiers = new Map(review.services.map((service) => [service.name, service.tier]));
  return {
    check,
    severity: severities[rank] ?? check.severity,
    blocking: findings.some((finding) => check.tiers[(tiers.get(finding.service) ?? 2) - 1] === 'block'),
    findings,
  };
}

function compareGroups(a: GapGroup, b: GapGroup): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(b.blocking) - Number(a.blocking) ||
    b.findings.length - a.findings.length ||
    (a.check.id < b.check.id ? -1 : 1)
  );
}

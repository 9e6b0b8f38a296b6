import { severities, severityRank } from '../lib/severities.ts';
import type { Severity } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckSummary, Review, ServiceReview } from '../types/review.ts';
import { blocksLaunch } from './blocks-launch.ts';
import { counted } from './counted.ts';
import { isGap } from './is-gap.ts';

/** All subjects that fail one check: what a reader fixes in one go. */
export interface GapGroup {
  readonly check: CheckSummary;
  readonly severity: Severity;
  /** True where it stops a launch for the tier of at least one of the services, and is not in the baseline there. */
  readonly blocking: boolean;
  /** `in the baseline`, `2 of 5 in the baseline`; absent where none is. */
  readonly known?: string;
  readonly findings: readonly Finding[];
}

/** `3 failing checks, 7 subjects, worst first`. */
export function countGroups(gaps: readonly GapGroup[]): string {
  const subjects = gaps.reduce((sum, gap) => sum + gap.findings.length, 0);
  return `${counted(gaps.length, 'failing check')}, ${counted(subjects, 'subject')}, worst first`;
}

/** The gaps, worst first: by severity, then blocking, then by how many subjects they concern. */
export function groupGaps(review: Review): readonly GapGroup[] {
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const services = new Map(review.services.map((service) => [service.name, service]));
  const gaps = review.findings.filter(isGap);
  return [...Map.groupBy(gaps, (finding) => finding.check)]
    .flatMap(([id, findings]) => {
      const check = checks.get(id);
      return check ? [toGroup(check, findings, services)] : [];
    })
    .sort(compareGroups);
}

function toGroup(
  check: CheckSummary,
  findings: readonly Finding[],
  services: ReadonlyMap<string, ServiceReview>,
): GapGroup {
  const rank = Math.min(...findings.map(({ severity }) => severityRank(severity)));
  const fresh = findings.filter(({ baseline }) => baseline === undefined);
  return {
    check,
    severity: severities[rank] ?? check.severity,
    blocking: fresh.some(({ service }) => blocksLaunch(check, services.get(service))),
    ...(fresh.length < findings.length ? { known: nameKnown(findings.length - fresh.length, findings.length) } : {}),
    findings,
  };
}

function nameKnown(known: number, all: number): string {
  return known === all ? 'in the baseline' : `${known} of ${all} in the baseline`;
}

function compareGroups(a: GapGroup, b: GapGroup): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    Number(b.blocking) - Number(a.blocking) ||
    b.findings.length - a.findings.length ||
    (a.check.id < b.check.id ? -1 : 1)
  );
}

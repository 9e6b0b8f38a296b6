import { severities, severityRank } from '../../lib/severities.ts';
import type { Severity } from '../../types/check.ts';
import type { Finding } from '../../types/finding.ts';
import type { IssueName } from '../../types/issue-plan.ts';
import type { Grouping, IssuePolicy } from '../../types/issue-policy.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import { type GapGroup, groupGaps } from '../gap-group.ts';
import { isGap } from '../is-gap.ts';

/** What one issue is to tell of. */
export interface IssueSubject {
  readonly name: IssueName;
  readonly service: ServiceReview;
  readonly severity: Severity;
  /** Gaps of this service only, the gravest first. */
  readonly gaps: readonly GapGroup[];
}

/** One for each group of gaps of a service, as far as `isWanted` takes the gap. */
export function issueSubjects(
  review: Review,
  grouping: Grouping,
  isWanted: (finding: Finding) => boolean,
): readonly IssueSubject[] {
  return review.services.flatMap((service) => {
    const findings = review.findings.filter(
      (found) => found.service === service.name && isGap(found) && isWanted(found),
    );
    const gaps = groupGaps({ ...review, findings });
    const groups = Map.groupBy(gaps, ({ check }) => topicOf(grouping, check));
    return [...groups].map(([topic, members]) => ({
      name: { by: grouping, service: service.name, topic },
      service,
      severity: gravest(members),
      gaps: members,
    }));
  });
}

/** Whether the policy files a gap, and if not, by which part of it. */
export function refusedBy(finding: Finding, policy: IssuePolicy): 'baseline' | 'severity' | undefined {
  if (severityRank(finding.severity) > severityRank(policy.severity)) return 'severity';
  return finding.baseline !== undefined && policy.baseline === 'skip' ? 'baseline' : undefined;
}

function topicOf(grouping: Grouping, { id, area }: { readonly id: string; readonly area: string }): string {
  if (grouping === 'service') return '';
  return grouping === 'area' ? area : id;
}

function gravest(gaps: readonly GapGroup[]): Severity {
  return severities.find((severity) => gaps.some((gap) => gap.severity === severity)) ?? 'low';
}

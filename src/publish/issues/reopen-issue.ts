import { issueKey } from '../../lib/issue-key.ts';
import type { IssueAction } from '../../types/issue-plan.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import { detachment, renewed, untouched } from './keep-issue.ts';
import { comment, type PlanSetting, target } from './plan-setting.ts';
import type { ManagedIssue } from './recognise-issues.ts';

const dayMilliseconds = 86_400_000;

/** An issue that is closed although its gap is there: reopened on evidence that is newer than the close, and only then. */
export function reopenIssue(found: ManagedIssue, wish: IssueWish, setting: PlanSetting): readonly IssueAction[] {
  const key = issueKey(wish.name);
  const refusal = found.closedByUs ? refuseOurs(found, setting) : refuseTheirs(found, setting);
  if (refusal) return [untouched(key, found, ...refusal)];
  const marker = { ...found.marker, reopened: found.marker.reopened + (found.closedByUs ? 0 : 1) };
  const counted = { ...found, marker };
  return [
    { kind: 'reopen', ...target(key, found.issue), ...renewed(counted, wish, setting) },
    ...comment(key, found, setting, { event: 'reopened' }),
    ...detachment(key, found, setting),
  ];
}

type Refusal = readonly [reason: 'incomplete' | 'evidence-older' | 'cooling-down' | 'reopened-often', detail: string];

/** A waiver may end, and a check return, without a commit; what was fixed comes back by one. */
function refuseOurs({ issue, marker }: ManagedIssue, setting: PlanSetting): Refusal | undefined {
  const { review, standing, committedAt } = setting;
  const closedAt = issue.closedAt ?? issue.updatedAt;
  const isSeenLater = isAfter(review.generatedAt, closedAt);
  if (review.target.modified) return uncommitted;
  if (!isSeenLater) return older;
  if (marker.state !== 'fixed') return undefined;
  const isSame = standing.commit !== undefined && standing.commit === marker.commit;
  const isEarlier = committedAt !== undefined && !isAfter(committedAt, closedAt);
  return isSame || isEarlier ? older : undefined;
}

/** A person closed it as completed: what they knew must not be overruled by what is older. */
function refuseTheirs({ issue, marker }: ManagedIssue, setting: PlanSetting): Refusal | undefined {
  const { review, committedAt, policy } = setting;
  const closedAt = issue.closedAt ?? issue.updatedAt;
  if (review.target.modified) return uncommitted;
  if (committedAt === undefined) {
    return ['evidence-older', 'a person closed it, and it is not known whether the commit is newer'];
  }
  if (!isAfter(review.generatedAt, closedAt) || !isAfter(committedAt, closedAt)) return older;
  if (marker.reopened >= policy.maxReopens) return ['reopened-often', 'a person closed it again and again'];
  const readyAt = Date.parse(closedAt) + policy.reopenAfterDays * dayMilliseconds;
  const isCooling = marker.reopened > 0 && Date.parse(review.generatedAt) < readyAt;
  return isCooling
    ? ['cooling-down', `it was reopened before, and closed less than ${policy.reopenAfterDays} days ago`]
    : undefined;
}

const older: Refusal = ['evidence-older', 'it was closed after what this review saw'];
const uncommitted: Refusal = ['incomplete', 'changes that are not committed reopen nothing'];

function isAfter(left: string, right: string): boolean {
  return Date.parse(left) > Date.parse(right);
}

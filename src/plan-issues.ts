import { canonicalJson } from './lib/canonical-json.ts';
import { sha256Hex } from './lib/hash.ts';
import { hasSubIssues, issueGroupings } from './lib/issue-groupings.ts';
import { issueDigest } from './lib/issue-key.ts';
import { gapNumbers } from './publish/issues/gap-numbers.ts';
import { compareWishes, leave, planActions } from './publish/issues/plan-actions.ts';
import { type ManagedIssue, recogniseIssues } from './publish/issues/recognise-issues.ts';
import { cleanReview } from './report/clean-review.ts';
import type { IssueContext } from './report/issues/issue-context.ts';
import { remarkText } from './report/issues/issue-remarks.ts';
import { issueSubjects, refusedBy } from './report/issues/issue-subjects.ts';
import { openIssueRenderer } from './report/issues/render-issue.ts';
import type { Finding } from './types/finding.ts';
import type { IssuePlan, LeftOutIssue, PlannedReview } from './types/issue-plan.ts';
import type { IssuePolicy } from './types/issue-policy.ts';
import type { IssueWish } from './types/issue-wish.ts';
import type { Review } from './types/review.ts';
import type { TrackedIssue, Tracker } from './types/tracker.ts';

/** The version of the plan's format. */
export const planVersion = '1.0.0';

export interface IssuePlanRequest {
  readonly review: Review;
  readonly tracker: Tracker;
  readonly policy: IssuePolicy;
  readonly context: IssueContext;
  /** When the commit was made, where the tracker does not say. */
  readonly committedAt?: string;
  readonly prune: boolean;
}

/** What the review asks of the tracker, and the issues that it calls for. Pure: reads templates only, and sends nothing. */
export async function planIssues(
  request: IssuePlanRequest,
): Promise<{ readonly plan: IssuePlan; readonly wishes: readonly IssueWish[] }> {
  const { tracker, policy, context, prune } = request;
  const review = inOrder(cleanReview(request.review));
  const standing = judgeReview(review);
  const recognised = recogniseIssues(tracker, policy, review);
  const wishOf = await openIssueRenderer({ review, policy, context });
  const muted = mutedGaps(recognised.managed, policy);
  const isWanted = (finding: Finding) => refusedBy(finding, policy) === undefined;
  const isFiled = (finding: Finding) => isWanted(finding) && !muted.has(gapOf(finding));
  const wishes = issueGroupings(policy).flatMap((grouping) =>
    issueSubjects(review, grouping, grouping === 'gap' ? isWanted : isFiled).map(wishOf),
  );
  const { commit } = review.target;
  const committedAt = (commit === undefined ? undefined : tracker.commits?.[commit]) ?? request.committedAt;
  const numbers = hasSubIssues(policy) ? gapNumbers(recognised.managed) : new Map<string, number>();
  const setting = { tracker, policy, review, standing, prune, wishes, numbers };
  const { actions, leftOut, warnings } = planActions(recognised, {
    ...setting,
    ...(committedAt === undefined ? {} : { committedAt }),
    say: (remark) => remarkText(remark, review),
  });
  const refused = refusals(review, policy, { wishes, wishOf });
  const plan: IssuePlan = {
    schemaVersion: planVersion,
    tool: { name: review.tool.name, version: review.tool.version },
    review: standing,
    repository: repositoryOf(tracker),
    policy: sha256Hex(canonicalJson(policy)),
    ownership: { label: policy.label, trustedAuthors: policy.trustedAuthors },
    actions,
    leftOut: [...leftOut, ...refused],
    warnings: [...warningsFor(review, tracker, policy), ...strangerWarning(recognised.strangers), ...warnings],
  };
  return { plan, wishes };
}

/** A file of a review may list its findings in any order; what is written of them keeps one. */
function inOrder(review: Review): Review {
  const orderOf = ({ service, check, subject }: Finding) => `${service}\n${check}\n${subject.kind}\n${subject.id}`;
  const sorted = review.findings.map((finding) => ({ finding, order: orderOf(finding) }));
  sorted.sort((left, right) => (left.order < right.order ? -1 : Number(left.order > right.order)));
  return { ...review, findings: sorted.map(({ finding }) => finding) };
}

/** Whether a review may prove that a gap is gone. */
function judgeReview({ generatedAt, profile, target, unread, gate }: Review): PlannedReview {
  const hiding = unread.filter(({ mentions }) => mentions?.length !== 0).length;
  const because = [
    ...(hiding > 0 ? [`${hiding === 1 ? 'A source' : `${hiding} sources`} could not be read.`] : []),
    ...(target.modified ? ['The work tree has changes that are not committed.'] : []),
    ...(gate.verdict === 'NOT-ASSESSED' ? ['Nothing could be assessed.'] : []),
  ];
  const { commit } = target;
  return {
    generatedAt,
    profile,
    ...(commit === undefined ? {} : { commit }),
    ...(target.modified ? { uncommitted: true } : {}),
    complete: because.length === 0,
    because,
  };
}

/** Under another grouping, gaps that people put aside one by one stay aside. */
function mutedGaps(managed: readonly ManagedIssue[], { grouping }: IssuePolicy): ReadonlySet<string> {
  if (grouping === 'gap') return new Set();
  const muted = managed.filter(({ name, mutedBy }) => name.by === 'gap' && mutedBy !== undefined);
  return new Set(muted.map(({ name }) => `${name.service}\n${name.topic}`));
}

function gapOf({ service, check }: Finding): string {
  return `${service}\n${check}`;
}

interface Wishing {
  readonly wishes: readonly IssueWish[];
  readonly wishOf: Awaited<ReturnType<typeof openIssueRenderer>>;
}

/** Gaps that the policy files no issue for, as far as no issue tells of them all the same. */
function refusals(review: Review, policy: IssuePolicy, { wishes, wishOf }: Wishing): readonly LeftOutIssue[] {
  const filed = new Set(wishes.map(({ name }) => issueDigest(name)));
  const finest = issueGroupings(policy).at(-1) ?? policy.grouping;
  return (['baseline', 'severity'] as const).flatMap((why) =>
    issueSubjects(review, finest, (finding) => refusedBy(finding, policy) === why)
      .filter(({ name }) => !filed.has(issueDigest(name)))
      .map(wishOf)
      .sort(compareWishes)
      .map((wish) => leave(wish, why)),
  );
}

function repositoryOf({ repository: { id, name } }: Tracker): IssuePlan['repository'] {
  return { ...(id === undefined ? {} : { id }), name };
}

/** After a change of accounts every issue would be filed again. */
function strangerWarning(strangers: readonly TrackedIssue[]): readonly string[] {
  const [first] = strangers;
  if (!first) return [];
  const many =
    strangers.length === 1 ? 'One issue looks like ours and is' : `${strangers.length} issues look like ours and are`;
  const who = first.author?.login ?? 'an account that is gone';
  return [
    `${many} not by this account, such as #${first.number} by ${who}; issues.trustedAuthors names older accounts.`,
  ];
}

function warningsFor(review: Review, tracker: Tracker, { milestone }: IssuePolicy): readonly string[] {
  const { archived, issuesEnabled } = tracker.repository;
  const isMissing =
    milestone !== undefined && !tracker.milestones.some(({ title, state }) => title === milestone && state === 'open');
  const reviewed = review.target.repository?.split('/').slice(-2).join('/');
  const isOther = reviewed !== undefined && reviewed.toLowerCase() !== tracker.repository.name.toLowerCase();
  return [
    ...(isOther && tracker.issues.length > 0
      ? [`The review is of ${reviewed}, and the tracker of another repository.`]
      : []),
    ...(archived ? ['The repository is archived, so that nothing can be written to it.'] : []),
    ...(!archived && !issuesEnabled ? ['Issues are turned off in the repository.'] : []),
    ...(tracker.complete ? [] : ['Not every issue was listed, so that none is created: it might be there.']),
    ...(isMissing ? ['There is no open milestone of the name that the configuration gives; none is set.'] : []),
    ...(review.target.modified ? ['The work tree has changes that are not committed; the issues have no links.'] : []),
  ];
}

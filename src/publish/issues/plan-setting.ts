import type { CommentEvent, IssueState, PlannedReview } from '../../types/issue-plan.ts';
import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import type { Review } from '../../types/review.ts';
import type { TrackedIssue, Tracker } from '../../types/tracker.ts';
import { shortDigest } from './issue-marker.ts';
import type { ManagedIssue } from './recognise-issues.ts';

/** What every decision of a plan is made from. */
export interface PlanSetting {
  readonly tracker: Tracker;
  readonly policy: IssuePolicy;
  /** Cleaned. */
  readonly review: Review;
  readonly standing: PlannedReview;
  /** When the commit was made that was reviewed; absent where nobody knows. */
  readonly committedAt?: string;
  /** Close what speaks of checks and services that are gone. */
  readonly prune: boolean;
  readonly wishes: readonly IssueWish[];
  /** Of the issues that an issue for a service names, by their digest. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The text of a comment. */
  readonly say: (remark: Remark) => string;
}

/** What a comment tells. */
export type Remark =
  | { readonly event: Exclude<CommentEvent, 'severity' | 'duplicate'> }
  | { readonly event: 'severity'; readonly before: string; readonly after: string }
  | { readonly event: 'duplicate'; readonly number: number };

/** The members that say which issue an action is on. */
export function target(key: string, { number, id, title, ...issue }: TrackedIssue) {
  return { key, number, id, title, expects: expectation(issue) };
}

function expectation({ state, updatedAt, body }: Pick<TrackedIssue, 'state' | 'updatedAt' | 'body'>): IssueState {
  return { state, updatedAt, body: shortDigest(body) };
}

/** A comment, as far as one can be made: a locked issue takes none. */
export function comment(key: string, { issue }: ManagedIssue, setting: PlanSetting, remark: Remark) {
  if (issue.locked) return [];
  return [{ kind: 'comment' as const, ...target(key, issue), event: remark.event, body: setting.say(remark) }];
}

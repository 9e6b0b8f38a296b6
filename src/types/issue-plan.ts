import type { Severity } from './check.ts';
import type { Grouping } from './issue-policy.ts';

/** What an issue is about, in names. */
export interface IssueName {
  readonly by: Grouping;
  readonly service: string;
  /** The id of a check or of an area; empty for a whole service. */
  readonly topic: string;
}

/** What is to be done to the issues of a repository, and what is not and why. Nothing in it has been done. */
export interface IssuePlan {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly review: PlannedReview;
  readonly repository: { readonly id?: number; readonly name: string };
  /** SHA-256 of the policy that it was made by. */
  readonly policy: string;
  readonly ownership: IssueOwnership;
  /** In the order to do them in. */
  readonly actions: readonly IssueAction[];
  /** Issues that would be there but for a reason, the gravest first. */
  readonly leftOut: readonly LeftOutIssue[];
  /** Full sentences. */
  readonly warnings: readonly string[];
}

/** What tells our issues from those of others, beside the account that applies the plan. */
export interface IssueOwnership {
  /** What every issue of ours carries. */
  readonly label: string;
  /** Accounts whose issues count as ours too. */
  readonly trustedAuthors: readonly string[];
}

export interface PlannedReview {
  readonly generatedAt: string;
  readonly profile: string;
  readonly commit?: string;
  /** True where changes that are not committed were reviewed: such a plan is for reading only. */
  readonly uncommitted?: boolean;
  /** False where something was not read, so that nothing counts as fixed. */
  readonly complete: boolean;
  /** Full sentences on what keeps it from being complete. */
  readonly because: readonly string[];
}

export type IssueAction =
  | CreateIssue
  | UpdateIssue
  | CommentOnIssue
  | CloseIssue
  | ReopenIssue
  | LinkIssue
  | MutedIssue
  | UntouchedIssue;

interface Keyed {
  /** `service:check`, `service:area` or `service`. */
  readonly key: string;
}

interface Labelling {
  readonly labelsAdded: readonly string[];
  /** Labels of ours only. */
  readonly labelsRemoved: readonly string[];
}

/** An action on an issue that is there. */
interface OnIssue extends Keyed {
  readonly number: number;
  readonly id: number;
  /** As it is now: shown, never sent. */
  readonly title: string;
  /** Whoever applies the plan skips the action where the issue differs from this. */
  readonly expects: IssueState;
}

export interface IssueState {
  readonly state: 'open' | 'closed';
  readonly updatedAt: string;
  /** The first 12 hex digits of the SHA-256 of the body. */
  readonly body: string;
}

/** What is ours in a body. Everything else in it belongs to people and stays as it is, byte for byte. */
export interface ManagedParts {
  /** What stands between the two markers. */
  readonly region: string;
  /** The line that says what the issue is about. */
  readonly marker: string;
}

export interface CreateIssue extends Keyed {
  readonly kind: 'create';
  readonly severity: Severity;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Its number. */
  readonly milestone?: number;
}

export interface UpdateIssue extends OnIssue, Labelling {
  readonly kind: 'update';
  /** What changed, in words. */
  readonly reasons: readonly string[];
  readonly newTitle?: string;
  readonly managed?: ManagedParts;
}

export type CommentEvent =
  | 'severity'
  | 'fixed'
  | 'waived'
  | 'reopened'
  | 'duplicate'
  | 'orphaned'
  | 'regrouped'
  | 'detached';

export interface CommentOnIssue extends OnIssue {
  readonly kind: 'comment';
  readonly event: CommentEvent;
  readonly body: string;
}

export interface CloseIssue extends OnIssue {
  readonly kind: 'close';
  readonly event: 'fixed' | 'waived' | 'duplicate' | 'orphaned' | 'regrouped';
  readonly stateReason: 'completed' | 'not_planned' | 'duplicate';
  /** The number of the issue that stays. */
  readonly duplicateOf?: number;
  readonly managed?: ManagedParts;
}

export interface ReopenIssue extends OnIssue, Labelling {
  readonly kind: 'reopen';
  readonly newTitle?: string;
  readonly managed?: ManagedParts;
}

/** To make the issue of a gap a sub-issue of the one for its service. Issues that the same plan creates have no number. */
export interface LinkIssue extends Keyed {
  readonly kind: 'link';
  readonly number?: number;
  /** As it is to be: shown, never sent. */
  readonly title: string;
  readonly parent: Keyed & { readonly number?: number };
}

/** A gap whose issue a person has put aside: the issue stays as it is, and so does the verdict. */
export interface MutedIssue extends OnIssue {
  readonly kind: 'mute';
  /** `closed as not planned by ann on 2026-08-01`. */
  readonly reason: string;
}

export interface UntouchedIssue extends OnIssue {
  readonly kind: 'none';
  readonly reason: UntouchedReason;
  /** The reason as a clause. */
  readonly detail: string;
}

export type UntouchedReason =
  | 'unchanged'
  | 'torn'
  | 'released'
  | 'transferred'
  | 'no-room'
  | 'unknown'
  | 'incomplete'
  | 'not-run'
  | 'not-filed'
  | 'orphaned'
  | 'reopened-by-hand'
  | 'evidence-older'
  | 'cooling-down'
  | 'reopened-often'
  | 'superseded-later';

export interface LeftOutIssue extends Keyed {
  readonly title: string;
  readonly severity: Severity;
  readonly why: 'cap' | 'tracker-incomplete' | 'issues-disabled' | 'archived' | 'baseline' | 'severity';
}

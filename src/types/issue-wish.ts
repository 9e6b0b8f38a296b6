import type { Severity } from './check.ts';
import type { IssueName } from './issue-plan.ts';

/** An issue that a review calls for. */
export interface IssueWish {
  readonly name: IssueName;
  readonly severity: Severity;
  /** The checks that its gaps are of. */
  readonly checks: readonly string[];
  readonly title: string;
  /** Who is to be assigned, as far as the policy names them. */
  readonly assignees: readonly string[];
  /** The oldest day that a baseline gives for one of its gaps. */
  readonly since?: string;
  draft(request: DraftRequest): IssueDraft;
}

export interface DraftRequest {
  /** The day its gap was first seen. */
  readonly since: string;
  /** Checks whose gaps it told of, and that this review could not judge. */
  readonly pending: readonly string[];
  /** Of the issues of single gaps, by their check. */
  readonly numbers?: ReadonlyMap<string, number>;
  /** For the region, in bytes of UTF-8. */
  readonly maxBytes: number;
}

export interface IssueDraft {
  readonly region: string;
  /** Changes with what is said, and not with the commit that it was seen in. */
  readonly content: string;
}

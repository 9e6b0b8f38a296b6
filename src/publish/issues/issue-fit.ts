import type { CloseIssue, IssueState, ReopenIssue, UpdateIssue } from '../../types/issue-plan.ts';
import type { Attempt } from './apply-attempt.ts';
import { type GithubIssue, labelsOf } from './github-issue.ts';
import { shortDigest } from './issue-marker.ts';
import { readBody, writeBody } from './managed-body.ts';
import { type IssueHome, isAtHome, isByUs } from './open-home.ts';

/** An action that changes the issue itself. */
export type IssueChange = UpdateIssue | CloseIssue | ReopenIssue;

/** Why an issue is not to be touched at all, whatever the plan says; undefined where it may be. */
export function refuseIssue(
  home: IssueHome,
  trustedAuthors: readonly string[],
  issue: GithubIssue | undefined,
): Attempt | undefined {
  if (!issue) return { outcome: 'skipped', detail: 'it is gone' };
  const url = issue.html_url;
  if (!isAtHome(home, issue)) return { outcome: 'skipped', url, detail: 'it was moved to another repository' };
  if (issue.pull_request) return { outcome: 'conflict', url, detail: 'it is a pull request' };
  if (!isByUs(home, trustedAuthors, issue.user)) return { outcome: 'conflict', url, detail: 'somebody else wrote it' };
  if (readBody(issue.body ?? '').kind === 'none') {
    return { outcome: 'conflict', url, detail: 'its marker was taken away, so that it is no longer kept here' };
  }
  return undefined;
}

/** What differs from the plan, as a clause; undefined where nothing does. */
export function differenceOf(issue: GithubIssue, expects: Omit<IssueState, 'updatedAt'>, updatedAt?: string) {
  if (issue.state !== expects.state) return issue.state === 'open' ? 'it was reopened' : 'it was closed';
  if (shortDigest(issue.body ?? '') !== expects.body) return 'its text was edited';
  const isChanged = updatedAt !== undefined && Date.parse(issue.updated_at) !== Date.parse(updatedAt);
  return isChanged ? 'it was changed or commented on' : undefined;
}

/** Whether an issue is as an action would leave it. */
export function isDone(issue: GithubIssue, action: IssueChange): boolean {
  if (issue.state !== (action.kind === 'close' ? 'closed' : 'open')) return false;
  if (action.managed && bodyAfter(issue, action) !== (issue.body ?? '')) return false;
  if (action.kind === 'close') return true;
  const labels = new Set(labelsOf(issue).map((label) => label.toLowerCase()));
  return (
    (action.newTitle === undefined || issue.title === action.newTitle) &&
    action.labelsAdded.every((label) => labels.has(label.toLowerCase())) &&
    !action.labelsRemoved.some((label) => labels.has(label.toLowerCase()))
  );
}

/** The fresh body with our parts in it; undefined where there is no place for them. */
export function bodyAfter(issue: GithubIssue, { managed }: IssueChange): string | undefined {
  const body = issue.body ?? '';
  if (!managed || readBody(body).kind !== 'whole') return undefined;
  return writeBody(body, managed);
}

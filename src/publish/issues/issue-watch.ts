import { issueDigest } from '../../lib/issue-key.ts';
import type { IssueOwnership } from '../../types/issue-plan.ts';
import { findIssues } from './find-issues.ts';
import type { GithubIssue } from './github-issue.ts';
import { readBody } from './managed-body.ts';
import { type IssueHome, isAtHome, isByUs } from './open-home.ts';

/** Which of our issues are there, as far as this run has seen: looked at before an issue is created, and after. */
export interface IssueWatch {
  /** Looks at all that changed since the run began; the first time at everything. */
  readonly look: () => Promise<void>;
  /** False where the lists cannot be trusted, so that nothing may be created. */
  readonly isComplete: () => boolean;
  /** The oldest of our issues that says it is about this. */
  readonly find: (digest: string) => GithubIssue | undefined;
  /** Takes note of one that was just created, and looks at the numbers that others have taken meanwhile. */
  readonly note: (created: GithubIssue) => Promise<void>;
}

export interface WatchOptions extends IssueOwnership {
  /** When the run began, in milliseconds since 1970. */
  readonly since: number;
}

/** The clocks of this machine and of GitHub may differ by so much. */
const margin = 600_000;
const mostBetween = 50;

export function openWatch(home: IssueHome, { label, trustedAuthors, since }: WatchOptions): IssueWatch {
  const known = new Map<string, GithubIssue>();
  const bound = new Date(since - margin).toISOString();
  let highest: number | undefined;
  let complete = false;

  const remember = (issue: GithubIssue) => {
    const body = readBody(issue.body ?? '');
    if (body.kind === 'none' || !isByUs(home, trustedAuthors, issue.user) || !isAtHome(home, issue)) return;
    const digest = issueDigest(body.marker.name);
    const before = known.get(digest);
    if (!before || before.number > issue.number) known.set(digest, issue);
  };
  return {
    look: async () => {
      const lookup = { home, label, trustedAuthors };
      const found = await findIssues(highest === undefined ? lookup : { ...lookup, since: bound });
      if (highest === undefined) complete = found.complete;
      highest = Math.max(highest ?? 0, found.highest);
      for (const issue of found.issues.values()) remember(issue);
    },
    isComplete: () => complete,
    find: (digest) => known.get(digest),
    note: async (created) => {
      const from = Math.max((highest ?? 0) + 1, created.number - mostBetween);
      for (let number = from; number < created.number; number += 1) {
        const issue = await home.store.read(number);
        if (issue) remember(issue);
      }
      highest = Math.max(highest ?? 0, created.number);
      remember(created);
    },
  };
}

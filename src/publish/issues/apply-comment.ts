import type { CommentOnIssue } from '../../types/issue-plan.ts';
import { GithubError } from '../github/github-error.ts';
import { type Attempt, attemptOf } from './apply-attempt.ts';
import type { ChangeSetting } from './apply-change.ts';
import type { GithubIssue } from './github-issue.ts';
import { differenceOf } from './issue-fit.ts';
import { isByUs } from './open-home.ts';

export interface Commenting {
  readonly action: CommentOnIssue;
  /** As it was before anything was done to it. */
  readonly issue: GithubIssue;
  /** Whether the change that it tells of was made just now, or by an earlier run. */
  readonly follows: boolean;
}

/** Comments once: a comment that is there since the plan was made is not made again. */
export async function applyComment(setting: ChangeSetting, commenting: Commenting): Promise<Attempt> {
  const { home } = setting;
  const { action, issue, follows } = commenting;
  const url = issue.html_url;
  try {
    const said = await isSaid(setting, commenting);
    if (said === true) return { outcome: 'already', url };
    if (said === undefined) return { outcome: 'left', url, detail: 'its comments could not all be listed' };
    const difference = follows ? undefined : differenceOf(issue, action.expects, action.expects.updatedAt);
    if (difference !== undefined) return { outcome: 'conflict', url, detail: `${difference} since the plan was made` };
    if (issue.locked) return { outcome: 'skipped', url, detail: 'it is locked' };
    await home.store.comment(action.number, action.body);
    return { outcome: 'done', url };
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return { url, ...(await afterwards(setting, commenting, error)) };
  }
}

/** Undefined where the list misses some that GitHub counts. */
async function isSaid(
  { home, trustedAuthors }: ChangeSetting,
  { action, issue }: Commenting,
): Promise<boolean | undefined> {
  const fresh = (await home.store.read(action.number)) ?? issue;
  if (fresh.comments === 0) return false;
  const { items, complete } = await home.store.comments(action.number);
  const since = Date.parse(action.expects.updatedAt);
  const text = action.body.trimEnd();
  const found = items.some(
    ({ user, body = '', updated_at }) =>
      Date.parse(updated_at) >= since && isByUs(home, trustedAuthors, user) && body.trimEnd() === text,
  );
  if (found) return true;
  return complete && items.length >= fresh.comments ? false : undefined;
}

/** The issue may have been locked meanwhile; and what came of a comment shows in the list. It is not sent again. */
async function afterwards(setting: ChangeSetting, commenting: Commenting, error: GithubError): Promise<Attempt> {
  const { problem } = error;
  const { home } = setting;
  if (problem.kind === 'forbidden' && problem.status === 403) {
    const fresh = await home.store.read(commenting.action.number).catch(() => undefined);
    if (fresh?.locked) return { outcome: 'skipped', detail: 'it is locked' };
  }
  if (problem.kind !== 'unknown-outcome') return attemptOf(error, home);
  for (const pause of pauses) {
    await home.store.wait(pause);
    try {
      if ((await isSaid(setting, commenting)) === true) return { outcome: 'done' };
    } catch (failure) {
      if (!(failure instanceof GithubError)) throw failure;
      if (failure.problem.kind !== 'unavailable') return { ...attemptOf(failure, home), outcome: 'unknown' };
    }
  }
  return attemptOf(error, home);
}

const pauses: readonly number[] = [2_000, 5_000];

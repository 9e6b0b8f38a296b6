import { issueDigest } from '../../lib/issue-key.ts';
import type { CreateIssue } from '../../types/issue-plan.ts';
import type { Parameters } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { type Attempt, attemptOf } from './apply-attempt.ts';
import { closedParts } from './closed-parts.ts';
import { type GithubIssue, labelsOf } from './github-issue.ts';
import type { IssueWatch } from './issue-watch.ts';
import { readBody, writeBody } from './managed-body.ts';
import type { IssueHome } from './open-home.ts';

export interface CreateSetting {
  readonly home: IssueHome;
  readonly watch: IssueWatch;
  readonly label: string;
}

/**
 * Creates an issue unless it is there. It is sent once: where GitHub does not say what came of it, the issue is looked
 * for, and where it does not show, it stays unknown and is left to the next run, which looks again before it creates.
 */
export async function applyCreate(setting: CreateSetting, action: CreateIssue): Promise<Attempt> {
  const { home, watch } = setting;
  const body = readBody(action.body);
  if (body.kind !== 'whole') return { outcome: 'failed', detail: 'the plan gives it no marker to be found by' };
  const digest = issueDigest(body.marker.name);
  if (!watch.isComplete()) {
    return { outcome: 'left', detail: 'not every issue could be listed, so that it might be there' };
  }
  const there = watch.find(digest);
  if (there) return { outcome: 'already', ...placeOf(there), detail: 'it is there since the plan was made' };
  try {
    const sent = await send(home, action);
    return await settleOrTell(setting, { ...sent, digest });
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    if (error.problem.kind === 'unknown-outcome') return lookFor(setting, digest, error);
    const attempt = attemptOf(error, home);
    // Issues were turned off, or the repository has moved: no other issue can be created either.
    return error.problem.kind === 'gone' ? { ...attempt, stop: { because: error.problem.sentence } } : attempt;
  }
}

/** The issue is there, whatever fails afterwards; the next run heals what is not settled. */
async function settleOrTell(setting: CreateSetting, settling: Settling): Promise<Attempt> {
  try {
    return await settle(setting, settling);
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const { stop } = attemptOf(error, setting.home);
    const detail = 'whether another run created one too could not be told';
    return { outcome: 'done', ...placeOf(settling.created), detail, ...(stop ? { stop } : {}) };
  }
}

interface Sent {
  readonly created: GithubIssue;
  readonly detail?: string;
}

/** What may be wrong with an issue of ours is whom it is assigned to, and its milestone: both change without us. */
async function send({ store }: IssueHome, action: CreateIssue): Promise<Sent> {
  const { title, body, labels, assignees, milestone } = action;
  const bare = { title, body, labels };
  const extras: Parameters = {
    ...(assignees.length > 0 ? { assignees } : {}),
    ...(milestone === undefined ? {} : { milestone }),
  };
  try {
    return { created: await store.create({ ...bare, ...extras }) };
  } catch (error) {
    const isRefused = error instanceof GithubError && error.problem.kind === 'invalid';
    if (!isRefused || Object.keys(extras).length === 0) throw error;
    return { created: await store.create(bare), detail: `GitHub refused its ${Object.keys(extras).join(' and its ')}` };
  }
}

interface Settling extends Sent {
  readonly digest: string;
}

/** Of two runs at once, the one whose issue has the higher number takes it back. */
async function settle(setting: CreateSetting, { created, detail, digest }: Settling): Promise<Attempt> {
  const { home, watch, label } = setting;
  await watch.note(created);
  const oldest = watch.find(digest);
  if (oldest && oldest.number < created.number) {
    await takeBack(home, created, oldest);
    const told = `another run created #${oldest.number} at the same time, and #${created.number} was closed as its duplicate`;
    return { outcome: 'done', ...placeOf(oldest), detail: told };
  }
  const isLabelled = labelsOf(created).some((one) => one.toLowerCase() === label.toLowerCase());
  const remarks = [...(detail === undefined ? [] : [detail]), ...(isLabelled ? [] : ['GitHub dropped its labels'])];
  return { outcome: 'done', ...placeOf(created), ...(remarks.length > 0 ? { detail: remarks.join('; ') } : {}) };
}

/** What fails here, the next run does. */
async function takeBack({ store }: IssueHome, created: GithubIssue, oldest: GithubIssue): Promise<void> {
  const fresh = (await store.read(created.number)) ?? created;
  const body = readBody(fresh.body ?? '');
  if (body.kind !== 'whole') return;
  const why = `Duplicate of #${oldest.number}, which stays.`;
  const parts = closedParts(body, { state: 'duplicate', commit: body.marker.commit, why });
  const closed = { body: writeBody(fresh.body ?? '', parts), state: 'closed' };
  try {
    await store.edit(created.number, { ...closed, state_reason: 'duplicate', duplicate_issue_id: oldest.id });
  } catch (error) {
    if (!(error instanceof GithubError) || error.problem.kind !== 'invalid') throw error;
    await store.edit(created.number, { ...closed, state_reason: 'not_planned' });
  }
}

/** Lists lag by seconds. */
const pauses: readonly number[] = [2_000, 5_000, 8_000];

async function lookFor({ home, watch }: CreateSetting, digest: string, error: GithubError): Promise<Attempt> {
  for (const pause of pauses) {
    await home.store.wait(pause);
    try {
      await watch.look();
    } catch (failure) {
      if (!(failure instanceof GithubError)) throw failure;
      if (failure.problem.kind !== 'unavailable') return { ...attemptOf(failure, home), outcome: 'unknown' };
    }
    const found = watch.find(digest);
    if (found) return { outcome: 'done', ...placeOf(found) };
  }
  return attemptOf(error, home);
}

function placeOf({ number, html_url }: GithubIssue): Pick<Attempt, 'number' | 'url'> {
  return { number, url: html_url };
}

import type { Parameters } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { type Attempt, attemptOf } from './apply-attempt.ts';
import type { GithubIssue } from './github-issue.ts';
import { bodyAfter, differenceOf, type IssueChange, isDone, refuseIssue } from './issue-fit.ts';
import type { IssueHome } from './open-home.ts';

export interface ChangeSetting {
  readonly home: IssueHome;
  readonly trustedAuthors: readonly string[];
  /** False where an issue of the plan could not be created. */
  readonly allCreated: () => boolean;
}

/** Changes an issue that was just read, where it is as the plan expects; what people changed meanwhile stays. */
export async function applyChange(setting: ChangeSetting, issue: GithubIssue, action: IssueChange): Promise<Attempt> {
  const { home } = setting;
  const url = issue.html_url;
  if (isDone(issue, action)) return { outcome: 'already', url };
  const difference = differenceOf(issue, action.expects, action.expects.updatedAt);
  if (difference !== undefined) return { outcome: 'conflict', url, detail: `${difference} since the plan was made` };
  try {
    const held = await holdBack(setting, action);
    if (held) return { url, ...held };
    const current = await relabel(home, issue, action);
    if (!current) return { outcome: 'conflict', url, detail: 'it was changed while its labels were set' };
    const fields = await fieldsFor(home, current, action);
    if (Object.keys(fields).length === 0) return { outcome: 'done', url };
    return { url, ...(await edit(setting, action, fields)) };
  } catch (error) {
    if (error instanceof GithubError) return { url, ...attemptOf(error, home) };
    throw error;
  }
}

/** What takes an issue's place has to be there before the issue goes. */
async function holdBack(setting: ChangeSetting, action: IssueChange): Promise<Attempt | undefined> {
  if (action.kind !== 'close') return undefined;
  if (action.event === 'regrouped' && !setting.allCreated()) {
    return { outcome: 'left', detail: 'the issues that take its place are not all there yet' };
  }
  if (action.duplicateOf === undefined) return undefined;
  const kept = await setting.home.store.read(action.duplicateOf);
  const refusal = refuseIssue(setting.home, setting.trustedAuthors, kept);
  return refusal && { outcome: 'conflict', detail: `#${action.duplicateOf}, which was to stay, was changed` };
}

/**
 * Labels go first: the marker in the body says which of them is ours, so that after a stop in between the next run still
 * knows what is to be done. Gives the issue as it is then; undefined where somebody changed it meanwhile.
 */
async function relabel(
  { store }: IssueHome,
  issue: GithubIssue,
  action: IssueChange,
): Promise<GithubIssue | undefined> {
  if (action.kind === 'close') return issue;
  const { labelsAdded, labelsRemoved, expects } = action;
  if (labelsAdded.length === 0 && labelsRemoved.length === 0) return issue;
  if (labelsAdded.length > 0) await orIgnored(store.addLabels(issue.number, labelsAdded));
  for (const label of labelsRemoved) await orIgnored(store.removeLabel(issue.number, label));
  const fresh = await store.read(issue.number);
  return fresh && differenceOf(fresh, expects) === undefined ? fresh : undefined;
}

/** To set a label twice changes nothing, one that is off is off, and whoever may not set labels may still write. */
async function orIgnored(labelling: Promise<void>): Promise<void> {
  try {
    await labelling;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const { problem } = error;
    const isFutile = problem.kind === 'forbidden' && problem.status !== 401;
    if (!isFutile && problem.kind !== 'unknown-outcome') throw error;
  }
}

async function fieldsFor({ store }: IssueHome, issue: GithubIssue, action: IssueChange): Promise<Parameters> {
  const body = bodyAfter(issue, action);
  const common = body === undefined || body === issue.body ? {} : { body };
  if (action.kind === 'close') return { ...common, state: 'closed', ...(await reasonFor(store, action)) };
  const title = action.newTitle === undefined ? {} : { title: action.newTitle };
  return { ...common, ...title, ...(action.kind === 'reopen' ? { state: 'open', state_reason: 'reopened' } : {}) };
}

async function reasonFor(store: IssueHome['store'], action: Extract<IssueChange, { readonly kind: 'close' }>) {
  if (action.duplicateOf === undefined) return { state_reason: action.stateReason };
  const kept = await store.read(action.duplicateOf);
  return { state_reason: action.stateReason, ...(kept ? { duplicate_issue_id: kept.id } : {}) };
}

/** An edit says how the issue is to be, so that it may be sent again where a fresh look shows nothing of it. */
async function edit({ home }: ChangeSetting, action: IssueChange, fields: Parameters): Promise<Attempt> {
  let open: GithubError | undefined;
  for (const pause of pauses) {
    if (open) {
      await home.store.wait(pause);
      const fresh = await home.store.read(action.number);
      if (!fresh) return { outcome: 'skipped', detail: 'it is gone' };
      if (isDone(fresh, action)) return { outcome: 'done' };
      const difference = differenceOf(fresh, action.expects);
      if (difference !== undefined) return { outcome: 'conflict', detail: `${difference} meanwhile` };
    }
    try {
      await send(home, action, fields);
      return { outcome: 'done' };
    } catch (error) {
      if (!(error instanceof GithubError) || error.problem.kind !== 'unknown-outcome') throw error;
      open = error;
    }
  }
  return open ? attemptOf(open, home) : { outcome: 'done' };
}

const pauses: readonly number[] = [0, 2_000, 5_000];

/** GitHub Enterprise Server before 3.17 knows no duplicates. */
async function send({ store }: IssueHome, { number }: IssueChange, fields: Parameters): Promise<void> {
  try {
    await store.edit(number, fields);
  } catch (error) {
    const isRefused = error instanceof GithubError && error.problem.kind === 'invalid';
    if (!isRefused || fields['state_reason'] !== 'duplicate') throw error;
    const { duplicate_issue_id: _, ...rest } = fields;
    await store.edit(number, { ...rest, state_reason: 'not_planned' });
  }
}

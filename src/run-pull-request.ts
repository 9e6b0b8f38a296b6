import { relative, resolve } from 'node:path';
import { fetchBase } from './discover/fetch-base.ts';
import { UserError } from './errors.ts';
import type { ReviewRequest } from './pipeline.ts';
import type { ActionsContext, WorkflowEvent } from './publish/actions/actions-context.ts';
import { appendOutputs, appendSummary } from './publish/actions/append-to-files.ts';
import type { Github } from './publish/github/github.ts';
import { GithubError } from './publish/github/github-error.ts';
import { fetchPullRequest, mergeBaseOf, pullRequestsFrom } from './publish/pull-request/fetch-pull-request.ts';
import { type ChangeSinks, type Published, publishChange, publishFailure } from './publish-change.ts';
import type { ComparedReview } from './report/compare/compared-review.ts';
import { type Conclusion, conclusionOf, type FailOn } from './report/pull-request/conclusion-of.ts';
import type { PullRequestContext } from './report/pull-request/pull-request-context.ts';
import { failedText } from './report/pull-request/pull-request-texts.ts';
import { reviewSince } from './review-since.ts';

/** A change that a workflow was started for: a pull request, or a group of them before they are merged. */
export type ChangeEvent = Exclude<WorkflowEvent, { readonly kind: 'other' }>;

export interface PullRequestRun {
  readonly actions: ActionsContext;
  readonly event: ChangeEvent;
  /** Absent without a token: then nothing is published. */
  readonly github?: Github;
  readonly request: ReviewRequest;
  readonly baseRendered: ReviewRequest['rendered'];
  /** A review that another workflow made. */
  readonly reviewed?: ComparedReview;
  readonly failOn: FailOn;
  readonly comment: boolean;
  /** The name of the check run; none where it is absent. */
  readonly checkName?: string;
  readonly key: string;
  /** Who the token writes as, where it is another app's than that of workflows. */
  readonly author?: string;
}

export interface PullRequestResult extends Published {
  readonly review: ComparedReview;
  readonly context: PullRequestContext;
  readonly conclusion: Conclusion;
  /** Why nothing was published although it was asked for, as a sentence. */
  readonly unpublished?: string;
}

/** Reviews a change and publishes the result. Where the review fails, says so in place of an earlier verdict, and throws. */
export async function runPullRequest(run: PullRequestRun): Promise<PullRequestResult> {
  const context = contextOf(run);
  try {
    const review = run.reviewed ?? (await reviewChange(run));
    const result = { review, context, conclusion: conclusionOf(review, run.failOn) };
    const sinks = await sinksOf(run);
    if (typeof sinks === 'string') return { ...result, unpublished: sinks };
    return { ...result, ...(await publishChange(sinks, result)) };
  } catch (error) {
    await sayFailed(run, sentenceOf(error));
    throw error;
  }
}

/** Leaves no verdict of an earlier run standing as if it were one on this commit. */
export async function sayFailed(run: PullRequestRun, sentence: string): Promise<void> {
  const { summaryFile, outputFile } = run.actions;
  const context = contextOf(run);
  const sinks = await sinksOf(run);
  if (typeof sinks !== 'string') await publishFailure(sinks, { context, sentence });
  if (summaryFile !== undefined) await appendSummary(summaryFile, failedText(context, sentence));
  if (outputFile !== undefined) await appendOutputs(outputFile, { told: 'true' });
}

export function sentenceOf(error: unknown): string {
  return error instanceof UserError ? (error.problems[0]?.message ?? error.message) : 'this is a bug in Orrery.';
}

function contextOf({ actions, event, request }: PullRequestRun): PullRequestContext {
  const { repositoryUrl, runUrl, workspace } = actions;
  const inside = workspace === undefined ? '' : relative(workspace, resolve(request.path));
  const folder = inside === '' || inside.startsWith('..') ? '' : `${inside.replaceAll('\\', '/')}/`;
  return { head: event.head, repositoryUrl, folder, ...(runUrl === undefined ? {} : { resultUrl: runUrl }) };
}

async function reviewChange({
  event,
  github,
  actions,
  request,
  baseRendered,
}: PullRequestRun): Promise<ComparedReview> {
  if (event.kind === 'workflow-run') {
    throw new UserError('A workflow that runs after another publishes what that one found.', {
      hint: 'Pass its review file: orrery pr --review FILE.',
    });
  }
  const { base, head } = event;
  const findParting = async (): Promise<string> => {
    if (github) return mergeBaseOf(github, { repository: actions.repository, base, head });
    throw new UserError('The history here is too short to find where the change and its base part.', {
      hint: 'Set fetch-depth: 0 for actions/checkout, or pass a token that may read the repository.',
    });
  };
  const commit = await fetchBase(request.path, { base, head, findParting });
  return reviewSince({ ...request, baseRendered, since: { commit } });
}

/** A sentence where nothing can or should be published. */
async function sinksOf(run: PullRequestRun): Promise<ChangeSinks | string> {
  const { github, event, actions, key, checkName, author } = run;
  if (!github) return 'There is no token.';
  const { repository } = actions;
  const check = checkName === undefined ? {} : { check: { sha: event.head, name: checkName } };
  const sinks = { github, repository, key, ...check, ...(author === undefined ? {} : { author }) };
  try {
    const number = await numberOf(run, github);
    if (typeof number === 'string') return number;
    return run.comment && number !== undefined ? { ...sinks, thread: { number } } : sinks;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const { kind, sentence } = error.problem;
    // Whoever may not see the pull request may still be allowed to write check runs, which are the commit's.
    if (kind !== 'forbidden' && kind !== 'gone') return sentence;
    return run.comment ? { ...sinks, thread: { kind: 'forbidden', sentence } } : sinks;
  }
}

/** The pull request, as long as the commit is its newest: a verdict on an older one must not take its place. */
async function numberOf({ event, actions }: PullRequestRun, github: Github): Promise<number | undefined | string> {
  const { repository } = actions;
  if (event.kind === 'merge-group') return undefined;
  const pulls =
    event.kind === 'pull-request'
      ? [await fetchPullRequest(github, { repository, number: event.number })]
      : event.from && (await pullRequestsFrom(github, { repository, branch: event.from }));
  if (!pulls || pulls.length === 0) return 'No open pull request comes from the branch that was reviewed.';
  const current = pulls.find(({ head }) => head.sha === event.head);
  return current?.number ?? 'A newer commit is there by now.';
}

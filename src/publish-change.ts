import type { Github, Repository } from './publish/github/github.ts';
import type { Outcome } from './publish/pull-request/outcome.ts';
import { type CheckRunRequest, publishCheckRun } from './publish/pull-request/publish-check-run.ts';
import { publishComment } from './publish/pull-request/publish-comment.ts';
import type { ComparedReview } from './report/compare/compared-review.ts';
import { checkRunBytes } from './report/markdown/markdown-budgets.ts';
import { type Conclusion, isWorthALook } from './report/pull-request/conclusion-of.ts';
import { lineNotes } from './report/pull-request/line-notes.ts';
import type { PullRequestContext } from './report/pull-request/pull-request-context.ts';
import { clearedText, failedText, headingOf } from './report/pull-request/pull-request-texts.ts';
import { renderPullRequest } from './report/pull-request/render-pull-request.ts';

/** Where the result of a review goes. */
export interface ChangeSinks {
  readonly github: Github;
  readonly repository: Repository;
  /** The pull request to comment on, or why that cannot be; absent where no comment is wanted. */
  readonly thread?: { readonly number: number } | Outcome;
  /** The commit that the check run is for; absent where none is wanted. */
  readonly check?: { readonly sha: string; readonly name: string };
  /** Tells the results of several reviews of one pull request apart. */
  readonly key: string;
  /** Such as `my-app[bot]`; the bot of workflows where it is absent. */
  readonly author?: string;
}

export interface Published {
  readonly comment?: Outcome;
  readonly check?: Outcome;
}

/** Brings the comment and the check run up to date. Never throws for what GitHub refuses: the outcomes say it. */
export async function publishChange(
  sinks: ChangeSinks,
  result: { readonly review: ComparedReview; readonly context: PullRequestContext; readonly conclusion: Conclusion },
): Promise<Published> {
  const { review, context, conclusion } = result;
  const body = isWorthALook(review.comparison) ? await renderPullRequest(review, context) : undefined;
  const comment = await commentOn(sinks, body, clearedText(review, context));
  const check = await checkOn(sinks, async () => ({
    conclusion,
    title: headingOf(review.comparison),
    summary: await renderPullRequest(review, context, checkRunBytes),
    annotations: lineNotes(review, context).slice(0, mostNotes),
  }));
  return { ...(comment ? { comment } : {}), ...(check ? { check } : {}) };
}

/** Says on every sink that there is no verdict on this commit, so that none of an earlier one stands in its place. */
export async function publishFailure(
  sinks: ChangeSinks,
  failure: { readonly context: PullRequestContext; readonly sentence: string },
): Promise<Published> {
  const summary = failedText(failure.context, failure.sentence);
  const comment = await commentOn(sinks, undefined, summary);
  const title = 'Orrery: the review failed';
  const check = await checkOn(sinks, async () => ({ conclusion: 'failure', title, summary, annotations: [] }));
  return { ...(comment ? { comment } : {}), ...(check ? { check } : {}) };
}

/** GitHub takes fifty with a request, and asks for a second between requests; the summary has all that they say. */
const mostNotes = 200;

async function commentOn(
  sinks: ChangeSinks,
  body: string | undefined,
  clearedBody: string,
): Promise<Outcome | undefined> {
  const { github, repository, thread, key } = sinks;
  if (!thread || !('number' in thread)) return thread;
  const { number } = thread;
  return publishComment(github, { repository, number, marker: key, body, clearedBody, ...authorOf(sinks) });
}

type CheckContent = Pick<CheckRunRequest, 'conclusion' | 'title' | 'summary' | 'annotations'>;

async function checkOn(sinks: ChangeSinks, contentOf: () => Promise<CheckContent>): Promise<Outcome | undefined> {
  const { github, repository, check, key } = sinks;
  if (!check) return undefined;
  const { sha, name } = check;
  const content = await contentOf();
  return publishCheckRun(github, { repository, sha, name, externalId: key, text: '', ...content, ...authorOf(sinks) });
}

function authorOf({ author }: ChangeSinks): { readonly botLogin?: string } {
  return author === undefined ? {} : { botLogin: author };
}

import { plainText } from './lib/sanitize.ts';
import type { ActionsContext } from './publish/actions/actions-context.ts';
import { appendOutputs, appendSummary } from './publish/actions/append-to-files.ts';
import type { Outcome } from './publish/pull-request/outcome.ts';
import { renderComparison } from './report/compare/render-comparison.ts';
import { isGap } from './report/is-gap.ts';
import { summaryBytes } from './report/markdown/markdown-budgets.ts';
import { renderMarkdown } from './report/markdown/render-markdown.ts';
import { lineNotes } from './report/pull-request/line-notes.ts';
import { renderPullRequest } from './report/pull-request/render-pull-request.ts';
import { workflowCommands } from './report/pull-request/workflow-commands.ts';
import { renderTerminal } from './report/terminal/render-terminal.ts';
import { withoutCommands } from './report/without-commands.ts';
import type { PullRequestResult } from './run-pull-request.ts';
import type { Review } from './types/review.ts';

interface Screen {
  readonly width: number;
  readonly colour: boolean;
}

/** Writes the summary and the outputs of a step for a change, and gives the text for its log. */
export async function reportChange(
  result: PullRequestResult,
  actions: ActionsContext,
  screen: Screen,
): Promise<string> {
  const { review, context, conclusion, comment, check } = result;
  const { comparison } = review;
  if (actions.summaryFile !== undefined) {
    await appendSummary(actions.summaryFile, await renderPullRequest(review, context, summaryBytes));
  }
  const changes = [...comparison.new, ...comparison.worse];
  await writeOutputsOf(actions, {
    told: 'true',
    conclusion,
    verdict: review.gate.verdict,
    new: String(comparison.new.length),
    worse: String(comparison.worse.length),
    weakened: String(comparison.weakened.length),
    fixed: String(comparison.fixed.length),
    blocking: String(changes.filter(({ blocking }) => blocking).length),
    ...(comment?.url === undefined ? {} : { 'comment-url': comment.url }),
    ...(check?.url === undefined ? {} : { 'check-url': check.url }),
  });
  // Beside the lines of the change either way: by the check run, or by the log where there is none.
  const notes = isThere(check) ? [] : workflowCommands(lineNotes(review, context));
  return `${renderComparison(review, screen)}\n${whereabouts(result, actions).join('\n')}\n${notes.map((note) => `${note}\n`).join('')}`;
}

/** The same for a review of everything. */
export async function reportWhole(review: Review, actions: ActionsContext, screen: Screen): Promise<string> {
  if (actions.summaryFile !== undefined) {
    await appendSummary(actions.summaryFile, await renderMarkdown(review, { maxBytes: summaryBytes }));
  }
  const gaps = review.findings.filter(isGap).length;
  await writeOutputsOf(actions, { told: 'true', verdict: review.gate.verdict, gaps: String(gaps) });
  return renderTerminal(review, { ...screen, all: false, brief: false });
}

async function writeOutputsOf(
  { outputFile }: ActionsContext,
  outputs: { readonly [name: string]: string },
): Promise<void> {
  if (outputFile !== undefined) await appendOutputs(outputFile, outputs);
}

function isThere(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'done' || outcome?.kind === 'unchanged';
}

/** Where the result is, and why it is not where it was to be. */
function whereabouts({ comment, check, unpublished }: PullRequestResult, actions: ActionsContext): readonly string[] {
  const of = (what: string, outcome: Outcome | undefined): readonly string[] =>
    outcome ? [withoutCommands(plainText(`${what}: ${outcome.sentence} ${outcome.url ?? ''}`, 2000).trimEnd())] : [];
  const summary = actions.summaryFile === undefined ? [] : ['Summary: the result is in the summary of this run too.'];
  return [
    ...(unpublished === undefined ? [] : [withoutCommands(plainText(`Nothing was published. ${unpublished}`, 2000))]),
    ...of('Comment', comment),
    ...of('Check run', check),
    ...summary,
  ];
}

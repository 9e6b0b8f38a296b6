import { cleanReview } from '../clean-review.ts';
import type { ComparedReview } from '../compare/compared-review.ts';
import { fitBytes } from '../markdown/fit-bytes.ts';
import { commentBytes } from '../markdown/markdown-budgets.ts';
import { openTemplate } from '../markdown/open-template.ts';
import { withoutCommands } from '../without-commands.ts';
import type { PullRequestContext } from './pull-request-context.ts';
import { pullRequestView } from './pull-request-view.ts';

/** How many entries of each list are shown, ever fewer. */
const limits = [Number.POSITIVE_INFINITY, 100, 50, 20, 10, 5, 3, 1, 0];

/** Of one entry in a comment, which people read; the summary has all of them. */
const MOST_PLACES = 10;

/** What a change makes worse and how to mend it, as GitHub flavoured Markdown; `maxBytes` bounds it in UTF-8. */
export async function renderPullRequest(
  given: ComparedReview,
  context: PullRequestContext,
  maxBytes = commentBytes,
): Promise<string> {
  const template = await openTemplate('pull-request.md.hbs');
  const review = cleanReview(given) as ComparedReview; // Cleaning changes texts only.
  const places = maxBytes > commentBytes ? Number.POSITIVE_INFINITY : MOST_PLACES;
  const at = (step: number): string =>
    template(pullRequestView(review, context, { entries: limits[step] ?? 0, places }));
  return fitBytes(limits.length, maxBytes, (step) => withoutCommands(at(step)));
}

import type { Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { groupGaps } from '../gap-group.ts';
import { withoutCommands } from '../without-commands.ts';
import { type Detail, detailSteps } from './detail.ts';
import { fitBytes } from './fit-bytes.ts';
import { markdownView } from './markdown-view.ts';
import { openTemplate } from './open-template.ts';

export interface MarkdownOptions {
  /** In UTF-8, at least 4,096. What matters least is left out until the text fits; without it nothing is. */
  readonly maxBytes?: number;
}

/** The review as GitHub flavoured Markdown for a wiki, an issue, a comment or a job summary. */
export async function renderMarkdown(given: Review, options: MarkdownOptions = {}): Promise<string> {
  const template = await openTemplate('report.md.hbs');
  const review = cleanReview(given);
  const gaps = groupGaps(review);
  const steps = detailSteps(gaps.length);
  const { maxBytes = Number.POSITIVE_INFINITY } = options;
  return fitBytes(steps.length, maxBytes, (step) => {
    const detail = steps[step] as Detail; // One of the steps by its contract.
    return withoutCommands(template(markdownView({ review, gaps, detail, maxBytes })));
  });
}

import { UserError } from '../../errors.ts';
import { renderJson } from '../json/render-json.ts';
import { commentBytes, summaryBytes } from '../markdown/markdown-budgets.ts';
import type { ReportFormat } from '../report-formats.ts';
import type { ComparedReview } from './compared-review.ts';
import { renderComparison } from './render-comparison.ts';
import { renderComparisonMarkdown } from './render-comparison-markdown.ts';

const textWidth = 80;
/** The formats that a comparison is written in. */
export const comparedFormats: readonly ReportFormat[] = [
  'json',
  'markdown',
  'markdown-comment',
  'markdown-summary',
  'text',
];

/** What changed, in one format; as JSON, the newer review with its `comparison`. Throws `UserError` for other formats. */
export async function renderCompared(review: ComparedReview, format: ReportFormat): Promise<string> {
  switch (format) {
    case 'json':
      return renderJson(review);
    case 'markdown':
      return renderComparisonMarkdown(review);
    case 'markdown-comment':
      return renderComparisonMarkdown(review, { maxBytes: commentBytes });
    case 'markdown-summary':
      return renderComparisonMarkdown(review, { maxBytes: summaryBytes });
    case 'text':
      return renderComparison(review, { width: textWidth, colour: false });
    default:
      throw new UserError(`There is no comparison as ${format}.`, {
        hint: `A comparison is written as ${comparedFormats.join(', ')}.`,
      });
  }
}

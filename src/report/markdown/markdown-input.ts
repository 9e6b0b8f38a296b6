import type { Review } from '../../types/review.ts';
import type { GapGroup } from '../gap-group.ts';
import type { Detail } from './detail.ts';

/** What a Markdown report is made from, at one level of detail. */
export interface MarkdownInput {
  /** Cleaned. */
  readonly review: Review;
  readonly gaps: readonly GapGroup[];
  readonly detail: Detail;
  readonly maxBytes: number;
}

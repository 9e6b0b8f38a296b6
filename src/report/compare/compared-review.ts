import type { Comparison } from '../../types/comparison.ts';
import type { Review } from '../../types/review.ts';

/** A review that says what changed since another. */
export type ComparedReview = Review & { readonly comparison: Comparison };

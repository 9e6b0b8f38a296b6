import { readGivenFile } from './lib/read-given-file.ts';
import { readReview } from './report/json/read-review.ts';
import type { Review } from './types/review.ts';

/** The review that a file holds. Throws `UserError`. */
export async function readReviewFile(file: string): Promise<Review> {
  return readReview(await readGivenFile(file, 'Write a review with: orrery scan --report json=FILE'), file);
}

import { realpath } from 'node:fs/promises';
import { UserError } from './errors.ts';
import { readReviewFile } from './read-review-file.ts';
import type { Review } from './types/review.ts';

/** Two reviews to compare. Throws `UserError` with the problems of both files, and for one file named twice. */
export async function readReviewPair(
  old: string,
  newer: string,
): Promise<{ readonly base: Review; readonly head: Review }> {
  const [base, head] = await Promise.allSettled([readReviewFile(old), readReviewFile(newer)]);
  if (base.status === 'rejected' || head.status === 'rejected') {
    throw new UserError([...problemsOf(base), ...problemsOf(head)]);
  }
  if ((await realpath(old)) === (await realpath(newer))) {
    throw new UserError(`${newer} would be compared with itself.`, {
      hint: 'Name two files: orrery report --compare OLD NEW',
    });
  }
  return { base: base.value, head: head.value };
}

function problemsOf(outcome: PromiseSettledResult<Review>): UserError['problems'] {
  if (outcome.status === 'fulfilled') return [];
  if (outcome.reason instanceof UserError) return outcome.reason.problems;
  throw outcome.reason;
}

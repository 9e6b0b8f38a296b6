import { readFile } from 'node:fs/promises';
import { UserError } from './errors.ts';
import { readReview } from './report/json/read-review.ts';
import type { Review } from './types/review.ts';

/** The review that a file holds. Throws `UserError`. */
export async function readReviewFile(file: string): Promise<Review> {
  return readReview(await readText(file), file);
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you have no right to read it',
};

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UserError(`Cannot read ${file}: ${reasons[String(error.code)] ?? error.message}.`, {
      hint: 'Write a review with: orrery scan --report json=FILE',
    });
  }
}

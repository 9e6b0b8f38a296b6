import { plainText } from '../lib/sanitize.ts';
import type { Review } from '../types/review.ts';
import { cleanTexts } from './clean-texts.ts';

const maxText = 2000;
const maxLines = 200;

/**
 * The review with every text in it made safe to print: what it says may come from a stranger's repository.
 * Only the `why` and `fix` of checks keep their line breaks.
 */
export function cleanReview(review: Review): Review {
  const cleaned = cleanTexts(review);
  const checks = cleaned.checks.map((check, index) => ({
    ...check,
    why: cleanLines(review.checks[index]?.why ?? check.why),
    fix: cleanLines(review.checks[index]?.fix ?? check.fix),
  }));
  return { ...cleaned, checks };
}

function cleanLines(text: string): string {
  const lines = text.trimEnd().split(/\r?\n/u).slice(0, maxLines);
  return lines.map((line) => plainText(line, maxText)).join('\n');
}

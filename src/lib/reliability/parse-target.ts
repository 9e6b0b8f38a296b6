import { compare, divide, ONE, parseDecimal, type Rational, rational } from './rational.ts';

const HUNDRED = rational(100n);

export type ParsedTarget =
  | { readonly target: Rational }
  /** What is wrong, as the end of a sentence that begins with the text, and what to do. */
  | { readonly problem: string; readonly hint: string };

/** The share that a percentage such as `99.9` or `99.9%` stands for, above nought and below one. */
export function parseTarget(text: string): ParsedTarget {
  const written = text.trim().replace(/\s*%$/, '');
  const percent = parseDecimal(written);
  if (!percent) return { problem: 'is not a percentage', hint: hintFor(written) };
  if (percent.top <= 0n) return { problem: 'promises nothing', hint: 'Write a percentage between 1 and 100: 99.9.' };
  if (compare(percent, HUNDRED) >= 0) {
    const problem = compare(percent, HUNDRED) > 0 ? 'is more than everything' : 'leaves no error budget at all';
    return { problem, hint: 'Nothing works always. Write a percentage below 100: 99.9.' };
  }
  if (compare(percent, ONE) < 0) return { problem: 'is less than one per cent', hint: hintForShare(written) };
  return { target: divide(percent, HUNDRED) };
}

function hintFor(written: string): string {
  if (!/^\d{1,3},\d{1,15}$/.test(written)) return 'Write a percentage in digits: 99.9.';
  return `Decimals are written with a point: ${written.replace(',', '.')}.`;
}

/** Shares are so often written for percentages that the percentage which was meant is named. */
function hintForShare(written: string): string {
  const digits = /\.(\d+)$/.exec(written)?.[1] ?? '';
  const meant = `${digits.slice(0, 2).padEnd(2, '0')}.${digits.slice(2)}`.replace(/\.$/, '').replace(/^0(?=\d)/, '');
  return `Targets are percentages. Did you mean ${meant}?`;
}

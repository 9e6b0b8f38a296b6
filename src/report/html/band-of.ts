import type { Score } from '../../types/review.ts';

export type Band = 'good' | 'fair' | 'weak' | 'poor' | 'open';

const widestOpen = 50;

/** A score in one word: from 90 `good`, from 70 `fair`, from 50 `weak`, else `poor`; `open` where unknowns decide. */
export function bandOf({ value, low, high }: Score): Band {
  if (value === undefined || (high ?? value) - (low ?? value) >= widestOpen) return 'open';
  const points = Math.round(value);
  if (points >= 90) return 'good';
  if (points >= 70) return 'fair';
  return points >= 50 ? 'weak' : 'poor';
}

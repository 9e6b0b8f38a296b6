import type { Comparison } from '../../types/comparison.ts';

/** Whether a strict comparison fails: something stands worse, or a new gap blocks. Rules that changed do not count. */
export function gotWorse(comparison: Comparison): boolean {
  return comparison.worse.length > 0 || comparison.new.some(({ blocking }) => blocking);
}

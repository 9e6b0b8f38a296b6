import type { Comparison } from '../../types/comparison.ts';

/**
 * Whether a change should not be merged as it is: a blocking gap is new or stands worse, or what governs the review
 * could not be read any more. Strict: anything that is new, worse or weaker.
 */
export function blocksChange(comparison: Comparison, strict: boolean): boolean {
  const { worse, weakened, governance = [] } = comparison;
  const changes = [...comparison.new, ...worse];
  if (governance.some(({ broken }) => broken) || changes.some(({ blocking }) => blocking)) return true;
  return strict && changes.length + weakened.length > 0;
}

import type { FindingChange } from '../../types/comparison.ts';

/** `was pass, now fail`, and in which sets; `absent` is said where there was or is no verdict. */
export function describeMoved(
  {
    before,
    after,
    variants,
  }: Pick<FindingChange, 'variants'> & { readonly [side in 'before' | 'after']?: FindingChange[side] | undefined },
  absent: string,
): string {
  const sets = variants.map((variant) => `${variant.environment ?? variant.set} ${variant.before} to ${variant.after}`);
  const now = after ?? absent;
  const moved = before === after ? `still ${now}` : `was ${before ?? absent}, now ${now}`;
  return sets.length > 0 ? `${moved} (${sets.join(', ')})` : moved;
}

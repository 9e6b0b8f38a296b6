import type { VariantChange } from '../../types/comparison.ts';
import type { Pair } from './pair-findings.ts';

/** Sets that both reviews list where something else was measured, by set. */
export function changedVariants({ before, after }: Pair): readonly VariantChange[] {
  if (before === after) return [];
  const former = new Map(before?.variants.map((variant) => [variant.set, variant.measured]));
  return (after?.variants ?? [])
    .flatMap(({ set, environment, measured }) => {
      const then = former.get(set);
      if (then === undefined || then === measured) return [];
      return [{ set, ...(environment === undefined ? {} : { environment }), before: then, after: measured }];
    })
    .sort((left, right) => (left.set < right.set ? -1 : 1));
}

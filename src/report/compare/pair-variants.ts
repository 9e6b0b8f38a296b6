import type { SubjectVariant } from '../../types/review.ts';

export type VariantPair = readonly [before: SubjectVariant, after: SubjectVariant];

/** Variants of one subject in sets that both reviews list, none where all facts are the very same; where a set deploys it more than once, those of one name. */
export function pairVariants(
  before: readonly SubjectVariant[],
  after: readonly SubjectVariant[],
): readonly VariantPair[] {
  const same = before.length === after.length && before.every(({ facts }, index) => facts === after[index]?.facts);
  if (same) return [];
  const former = Map.groupBy(before, ({ set }) => set);
  return [...Map.groupBy(after, ({ set }) => set)].flatMap(([set, now]) => pairWithin(former.get(set) ?? [], now));
}

function pairWithin(then: readonly SubjectVariant[], now: readonly SubjectVariant[]): readonly VariantPair[] {
  const [old] = then;
  const [young] = now;
  if (old && young && then.length === 1 && now.length === 1) return [[old, young]];
  const former = new Map(then.map((variant) => [nameOf(variant), variant]));
  return now.flatMap((variant) => {
    const found = former.get(nameOf(variant));
    return found ? [[found, variant] as const] : [];
  });
}

function nameOf({ coordinates: { cluster = '', namespace = '', kind, name } }: SubjectVariant): string {
  return [cluster, namespace, kind, name].join('\n');
}

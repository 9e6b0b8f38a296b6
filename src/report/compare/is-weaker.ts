import type { FactValue } from '../../types/subject.ts';
import type { FactSpec, Safer } from '../../types/vocabulary.ts';

type Value = FactValue | undefined;

/**
 * Whether a fact became less safe by any of the ways that its vocabulary names. Both values are known; `undefined` is an
 * absent one, which compares with nothing: that a number or a word is gone is worse only where `present` is named too.
 */
export function isWeaker({ safer = [], values = [] }: FactSpec, before: Value, after: Value): boolean {
  return safer.some((way) => weaker[way](before, after, values));
}

const weaker: { readonly [way in Safer]: (before: Value, after: Value, values: readonly string[]) => boolean } = {
  more: (before, after) => typeof before === 'number' && typeof after === 'number' && after < before,
  less: (before, after) => typeof before === 'number' && typeof after === 'number' && after > before,
  first: (before, after, values) => {
    if (typeof before !== 'string' || typeof after !== 'string') return false;
    return values.includes(before) && values.indexOf(after) > values.indexOf(before);
  },
  present: (before, after) => before !== undefined && after === undefined,
  absent: (before, after) => before === undefined && after !== undefined,
  // A good state that no longer applies is no harm; a bad one that now applies is.
  true: (before, after) => before === true && after === false,
  false: (before, after) => before !== true && after === true,
};

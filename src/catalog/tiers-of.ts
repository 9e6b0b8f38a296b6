import type { Check } from '../types/check.ts';

/** The tiers for which some parameter has a value of its own, sorted. */
export function tiersOf(params: Check['params']): readonly string[] {
  return [...new Set(Object.values(params).flatMap((param) => Object.keys(param.tiers ?? {})))].sort();
}

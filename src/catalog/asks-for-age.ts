import type { PredicateSchema } from '../types/check.ts';
import type { FactSpec } from '../types/vocabulary.ts';

const AGES: ReadonlySet<string> = new Set(['minAge', 'maxAge']);

/** Whether a predicate asks how old a day is: it then compares seconds, not texts. */
export function asksForAge(predicate: PredicateSchema, { unit }: Pick<FactSpec, 'unit'>): boolean {
  return unit === 'date' && typeof predicate === 'object' && Object.keys(predicate).some((name) => AGES.has(name));
}

export function isAgeKeyword(name: string): boolean {
  return AGES.has(name);
}

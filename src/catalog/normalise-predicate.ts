import { isObject } from '../lib/json.ts';
import type { PredicateSchema } from '../types/check.ts';

/** `exposed: true` is short for `exposed: { const: true }`. Anything that is no predicate gives undefined. */
export function normalisePredicate(value: unknown): PredicateSchema | undefined {
  if (value === 'present' || value === 'absent') return value;
  if (isObject(value)) return '$param' in value ? { const: value } : value;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return { const: value };
  return undefined;
}

import type { Unknown, UnknownReason } from '../types/unknown.ts';

/** The marker for what cannot be known, with its reason and one clause of detail. */
export function unknown(reason: UnknownReason, detail: string): Unknown {
  return { $unknown: reason, detail };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && '$unknown' in value;
}

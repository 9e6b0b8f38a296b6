import type { Gate } from '../types/review.ts';

/** A verdict as people read it. */
export function gateName(gate: Gate): string {
  return gate.replace('NOT-ASSESSED', 'NOT ASSESSED');
}

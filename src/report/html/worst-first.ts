import type { Gate, ServiceReview } from '../../types/review.ts';

const verdicts: readonly Gate[] = ['NO-GO', 'CONDITIONAL', 'NOT-ASSESSED', 'GO'];

/** Services by verdict, then by score, then by name. */
export function worstFirst(a: ServiceReview, b: ServiceReview): number {
  return (
    verdicts.indexOf(a.gate.verdict) - verdicts.indexOf(b.gate.verdict) ||
    (a.score.value ?? -1) - (b.score.value ?? -1) ||
    (a.name === b.name ? 0 : a.name < b.name ? -1 : 1)
  );
}

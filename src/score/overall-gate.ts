import { plainText } from '../lib/sanitize.ts';
import type { Gate, Review, ServiceReview } from '../types/review.ts';

/** The gate of the worst service. A service that was not assessed keeps the others from a clean GO. */
export function overallGate(services: readonly ServiceReview[]): Review['gate'] {
  const verdict = worstOf(services.map(({ gate }) => gate.verdict));
  const telling = services.filter(({ gate }) => gate.verdict === verdict);
  const unassessed = verdict === 'NOT-ASSESSED' ? [] : services.filter(({ gate }) => gate.verdict === 'NOT-ASSESSED');
  const reasons = [...telling, ...unassessed].flatMap(({ name, gate }) =>
    services.length === 1 ? gate.reasons : gate.reasons.map((reason) => `${plainText(name, 80)}: ${reason}`),
  );
  return { verdict, reasons: reasons.length > 0 ? reasons : ['No service was found.'] };
}

function worstOf(verdicts: readonly Gate[]): Gate {
  if (verdicts.includes('NO-GO')) return 'NO-GO';
  if (verdicts.every((verdict) => verdict === 'NOT-ASSESSED')) return 'NOT-ASSESSED';
  return verdicts.every((verdict) => verdict === 'GO') ? 'GO' : 'CONDITIONAL';
}

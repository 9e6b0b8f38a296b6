import type { Gate, Review } from '../../types/review.ts';

export interface BadgeText {
  readonly label: string;
  readonly message: string;
}

const words: { readonly [gate in Gate]: string } = {
  GO: 'GO',
  CONDITIONAL: 'CONDITIONAL',
  'NO-GO': 'NO-GO',
  'NOT-ASSESSED': 'not assessed',
};

/** The verdict, the score or the span of the services' scores, and the least coverage: `NO-GO 62/100, 84% known`. */
export function badgeText(review: Review): BadgeText {
  const scored = review.services.filter(({ score }) => score.value !== undefined);
  const values = scored.map(({ score }) => Math.round(score.value ?? 0)).sort((a, b) => a - b);
  const [least, most] = [values.at(0), values.at(-1)];
  const verdict = words[review.gate.verdict];
  if (least === undefined || most === undefined) return { label: 'readiness', message: verdict };
  const span = least === most ? `${least}` : `${least} to ${most}`;
  const known = Math.min(...scored.map(({ score }) => Math.floor(score.coverage * 100)));
  return { label: 'readiness', message: `${verdict} ${span}/100, ${known}% known` };
}

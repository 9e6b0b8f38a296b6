import type { Gate, Review } from '../../types/review.ts';
import { printJson } from '../print-json.ts';
import { badgeText } from './badge-text.ts';

const colours: { readonly [gate in Gate]: string } = {
  GO: 'brightgreen',
  CONDITIONAL: 'yellow',
  'NO-GO': 'red',
  'NOT-ASSESSED': 'lightgrey',
};

/** A badge as the endpoint of shields.io reads it. */
export function renderBadgeJson(review: Review): string {
  return printJson({ schemaVersion: 1, ...badgeText(review), color: colours[review.gate.verdict] });
}

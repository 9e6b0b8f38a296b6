import type { Gate } from '../../types/review.ts';

export interface VerdictView {
  readonly word: string;
  /** Names the colour and the shape in the style sheet. */
  readonly tone: string;
}

/** A verdict as word, colour and shape. */
export function verdictView(gate: Gate): VerdictView {
  return { word: gate.replace('NOT-ASSESSED', 'NOT ASSESSED'), tone: gate.toLowerCase() };
}

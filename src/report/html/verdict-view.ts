import type { Gate } from '../../types/review.ts';
import { gateName } from '../gate-name.ts';

export interface VerdictView {
  readonly word: string;
  /** Names the colour and the shape in the style sheet. */
  readonly tone: string;
}

/** A verdict as word, colour and shape. */
export function verdictView(gate: Gate): VerdictView {
  return { word: gateName(gate), tone: gate.toLowerCase() };
}

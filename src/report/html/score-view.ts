import type { Score } from '../../types/review.ts';
import { type Band, bandOf } from './band-of.ts';

/** A score in words, and where the parts of its bar begin and end. All lengths are points from 0 to 100. */
export interface ScoreView {
  readonly assessed: boolean;
  readonly value: string;
  /** `80 to 90`; absent where the unknowns leave nothing open. */
  readonly range?: string;
  readonly coverage: string;
  readonly band: Band;
  readonly bar: { readonly sure: number; readonly open: number };
}

/** What a template shows of a score. */
export function scoreView(score: Score): ScoreView {
  const { value } = score;
  const low = Math.round(score.low ?? value ?? 0);
  const high = Math.round(score.high ?? value ?? 0);
  return {
    assessed: value !== undefined,
    value: value === undefined ? 'none' : String(Math.round(value)),
    ...(value === undefined || low === high ? {} : { range: `${low} to ${high}` }),
    coverage: `${Math.round(score.coverage * 100)} %`,
    band: bandOf(score),
    bar: { sure: low, open: Math.max(0, high - low) },
  };
}

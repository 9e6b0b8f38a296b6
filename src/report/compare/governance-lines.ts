import type { Comparison } from '../../types/comparison.ts';
import { describePlace } from '../describe-place.ts';

export const governanceTitle = 'What governs this review would change';

export interface GovernanceLine {
  /** A full sentence. */
  readonly text: string;
  readonly loosens: boolean;
  readonly place: string;
}

/** What would govern the next review, what makes the gate easier to pass first. */
export function governanceLines({ governance = [] }: Comparison): readonly GovernanceLine[] {
  return governance
    .map(({ text, loosens, place }) => ({ text, loosens, place: describePlace(place) }))
    .toSorted((left, right) => Number(right.loosens) - Number(left.loosens));
}

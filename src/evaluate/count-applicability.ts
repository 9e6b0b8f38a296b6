import type { Check, CompiledCheck } from '../types/check.ts';
import type { Applicability } from '../types/examination.ts';
import type { Merged } from './judge-variants.ts';
import type { Selection } from './select-for-service.ts';

export interface ApplicabilityCounter {
  add(check: string, merged: Merged): void;
  /** One entry for each check that any service is judged by, sorted by id. */
  counts(): readonly Applicability[];
}

export function countApplicability(selections: readonly Selection[]): ApplicabilityCounter {
  const tallies = new Map(selections.flatMap((selection) => [...selection.values()].flat()).map(tallyOf));
  return {
    add(check, merged) {
      const tally = tallies.get(check);
      if (!tally) return;
      if (merged.measured === 'not-applicable') tally.notApplicable++;
      else if (merged.applicabilityUnknown) tally.unknown++;
    },
    counts: () => [...tallies.values()].sort((a, b) => (a.check.id < b.check.id ? -1 : 1)),
  };
}

interface Tally {
  readonly check: Check;
  notApplicable: number;
  unknown: number;
}

function tallyOf({ check }: CompiledCheck): readonly [string, Tally] {
  return [check.id, { check, notApplicable: 0, unknown: 0 }];
}

import type { Check, CompiledCheck } from '../types/check.ts';
import type { Applicability } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import type { Selection } from './select-for-service.ts';

export interface ApplicabilityCounter {
  /** Counts what a check found; nothing, where it does not apply. */
  add(check: string, finding: Finding | undefined): void;
  /** One entry for each check that any service is judged by, sorted by id. */
  counts(): readonly Applicability[];
}

export function countApplicability(selections: readonly Selection[]): ApplicabilityCounter {
  const tallies = new Map(selections.flatMap((selection) => [...selection.values()].flat()).map(tallyOf));
  return {
    add(check, finding) {
      const tally = tallies.get(check);
      if (!tally) return;
      if (!finding) tally.notApplicable++;
      else if (finding.applicabilityUnknown) tally.unknown++;
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

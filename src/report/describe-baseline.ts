import type { BaselineStatus } from '../types/baseline.ts';
import { counted } from './counted.ts';

/** One line on the baseline: how many gaps are in it, and what to do about those that need not be. */
export function describeBaseline(baseline: BaselineStatus | undefined): string | undefined {
  if (!baseline) return undefined;
  const { entries, stale } = baseline;
  const count = `Baseline: ${counted(entries, 'entry', 'entries')}`;
  return stale.length === 0
    ? `${count}, none to prune`
    : `${count}; ${stale.length} can be pruned: orrery baseline prune`;
}

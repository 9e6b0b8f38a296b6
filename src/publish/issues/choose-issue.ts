import type { ManagedIssue } from './recognise-issues.ts';

export interface Choice {
  /** The one that speaks for its key. */
  readonly chosen?: ManagedIssue;
  /** Open ones beside it. */
  readonly duplicates: readonly ManagedIssue[];
}

/**
 * Of several issues with one key, the oldest open one speaks, unless a person decided: by reopening what we closed as a
 * duplicate, or by putting one aside. Gives the same answer whatever the order, so that two runs at once agree.
 */
export function chooseIssue(issues: readonly ManagedIssue[]): Choice {
  const ranked = issues.toSorted((left, right) => rank(left) - rank(right) || left.issue.number - right.issue.number);
  const [chosen, ...others] = ranked;
  if (!chosen) return { duplicates: [] };
  return { chosen, duplicates: others.filter(({ issue }) => issue.state === 'open') };
}

function rank({ issue, marker, mutedBy }: ManagedIssue): number {
  if (issue.state === 'open' && marker.state === 'duplicate') return 0;
  if (mutedBy !== undefined && issue.stateReason !== 'duplicate') return 1;
  if (issue.state === 'open') return 2;
  return marker.state === 'duplicate' || issue.stateReason === 'duplicate' ? 4 : 3;
}

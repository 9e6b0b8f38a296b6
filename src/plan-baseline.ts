import { isGap } from './report/is-gap.ts';
import type { BaselineEntry } from './types/baseline.ts';
import type { Finding } from './types/finding.ts';
import type { Review } from './types/review.ts';

/** What a baseline is to hold, and how that differs from what it holds. */
export interface BaselinePlan {
  readonly entries: readonly BaselineEntry[];
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  /** Entries that stay although this run cannot tell whether their gap is still open. */
  readonly kept: readonly BaselineEntry[];
}

/** Every open gap, with the day that it came in where it was in before, and what cannot be told about. */
export function planBaseline({ findings, baseline, generatedAt }: Review): BaselinePlan {
  const today = generatedAt.slice(0, 10);
  const { stale: removed = [], kept = [] } = baseline ?? {};
  const gaps = findings.filter(isGap);
  const added = gaps.filter((gap) => gap.baseline === undefined).map((gap) => entryOf(gap, today));
  const known = gaps.flatMap((gap) => (gap.baseline === undefined ? [] : [entryOf(gap, gap.baseline)]));
  return { entries: [...known, ...added, ...kept], added, removed, kept };
}

/** What the baseline holds without the entries whose gap is fixed or gone. */
export function planPruning(entries: readonly BaselineEntry[], { baseline }: Review): BaselinePlan {
  const { stale: removed = [], kept = [] } = baseline ?? {};
  const gone = new Set(removed.map(({ fingerprint }) => fingerprint));
  return { entries: entries.filter(({ fingerprint }) => !gone.has(fingerprint)), added: [], removed, kept };
}

function entryOf({ check, service, subject, fingerprint }: Finding, since: string): BaselineEntry {
  return { check, service, subject: { kind: subject.kind, id: subject.id }, since, fingerprint };
}

import type { BaselineEntry } from '../../types/baseline.ts';
import { cleanTexts } from '../clean-texts.ts';
import { counted } from '../counted.ts';
import { withoutCommands } from '../without-commands.ts';

const mostShown = 50;

export interface Pruning {
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  readonly kept: readonly BaselineEntry[];
}

/** What was taken out of a baseline, what stays in doubt, and what to do now. */
export function renderPruning(given: Pruning): string {
  const { path, entries, removed, kept } = cleanTexts(given);
  const all = counted(entries.length + removed.length, 'entry', 'entries');
  const doubtful = kept.length > 0 ? [`Kept ${kept.length} that this run cannot tell about.`] : [];
  if (removed.length === 0) return lines([`Nothing to prune: ${all} in ${path}.`, ...doubtful]);
  const more = removed.length - mostShown;
  return lines([
    `Took ${removed.length} of ${all} out of ${path}:`,
    ...removed.slice(0, mostShown).map(describeEntry),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...doubtful,
    entries.length > 0 ? 'Next: commit it.' : 'Next: commit it. It is empty now, and may go.',
  ]);
}

function describeEntry({ check, service, subject, since }: BaselineEntry): string {
  return `  - ${check} · ${service} · ${subject.kind} ${subject.id}, since ${since}`;
}

function lines(texts: readonly string[]): string {
  return withoutCommands(texts.map((text) => `${text}\n`).join(''));
}

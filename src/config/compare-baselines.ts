import { textPlace } from '../lib/text-place.ts';
import type { Baseline, BaselineEntry } from '../types/baseline.ts';
import type { GovernanceChange } from '../types/comparison.ts';

const MOST_NAMED = 3;
const NONE: Baseline['entries'] = [];

/** Gaps that came into the baseline, that left it, and that seem older or younger than they did. */
export function compareBaselines(
  before: Baseline | undefined,
  after: Baseline | undefined,
): readonly GovernanceChange[] {
  const then = new Map((before?.entries ?? NONE).map((entry) => [entry.fingerprint, entry]));
  const now = new Map((after?.entries ?? NONE).map((entry) => [entry.fingerprint, entry]));
  const come = [...now.values()].filter(({ fingerprint }) => !then.has(fingerprint));
  const gone = [...then.values()].filter(({ fingerprint }) => !now.has(fingerprint));
  const dated = [...now.values()].filter(({ fingerprint, since }) => (then.get(fingerprint)?.since ?? since) !== since);
  const place = textPlace(after?.file ?? before?.file ?? '', 1);
  const said = [
    [come, 'The baseline takes in', true],
    [gone, 'The baseline lets go of', false],
    [dated, 'The baseline gives another day to', false],
  ] as const;
  return said
    .filter(([entries]) => entries.length > 0)
    .map(([entries, words, loosens]) => ({ kind: 'baseline', text: `${words} ${name(entries)}.`, loosens, place }));
}

function name(entries: readonly BaselineEntry[]): string {
  const count = entries.length === 1 ? '1 gap' : `${entries.length} gaps`;
  const named = entries
    .slice(0, MOST_NAMED)
    .map(({ check, service, subject }) => `${check} on ${subject.id} of ${service}`);
  const more = entries.length - named.length;
  return `${count}: ${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`;
}

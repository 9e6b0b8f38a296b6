import { formatAmount } from '../../lib/format-amount.ts';
import { isObject } from '../../lib/json.ts';
import type { FactChange, Weakening } from '../../types/comparison.ts';
import { describePlace } from '../describe-place.ts';
import { describeValue } from '../describe-value.ts';
import type { ChangeGroup, ChangeLine, ChangeSection } from './change-section.ts';
import { gravestFirst } from './gravest-first.ts';

/** Facts that weakened: those that a check still accepts, then those that no passing check judges. */
export function weakenedSections(weakened: readonly Weakening[]): readonly ChangeSection[] {
  const [accepted, unjudged] = [true, false].map((wanted) =>
    weakened.filter(({ checks }) => checks.length > 0 === wanted),
  );
  return [
    { title: 'Weaker, though it still passes', entries: accepted ?? [] },
    { title: 'Weaker, and no passing check judges it', entries: unjudged ?? [] },
  ]
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) => ({ title: `${title}: ${entries.length}`, groups: groupByFact(entries) }));
}

function groupByFact(entries: readonly Weakening[]): readonly ChangeGroup[] {
  return [...Map.groupBy(entries, ({ subject, fact }) => `${subject.kind}\n${fact}`).values()]
    .flatMap((group) => {
      const [gravest] = group;
      if (!gravest) return [];
      const { severity, fact, means } = gravest;
      const head = { name: fact, title: firstClause(means), blocking: false, changes: group.map(toLine) };
      return [severity === undefined ? head : { ...head, severity }];
    })
    .sort(gravestFirst);
}

/** What the fact means, without the conditions that follow. */
function firstClause(means: string): string {
  return means.split(/[:;]|\.(?=\s|$)/u, 1)[0] ?? means;
}

function toLine({ service, subject, place, variants, unit }: Weakening): ChangeLine {
  const sets = Map.groupBy(variants, (variant) => fromTo(variant, unit));
  const moved = [...sets].map(([words, same]) => `${words} in ${[...new Set(same.map(nameOf))].join(', ')}`);
  return {
    service,
    subject: subject.id,
    ...(place ? { place: describePlace(place) } : {}),
    moved: moved.join('; '),
  };
}

function nameOf({ environment, set }: FactChange): string {
  return environment ?? set;
}

function fromTo({ before, after }: FactChange, unit: Weakening['unit']): string {
  if (isObject(before) && after === undefined) return 'gone';
  if (before === undefined && isObject(after)) return 'now there';
  return `${wordsOf(before, unit)} to ${wordsOf(after, unit)}`;
}

function wordsOf(value: FactChange['after'], unit: Weakening['unit']): string {
  return typeof value === 'number' ? formatAmount(value, unit) : describeValue(value);
}

import { expect, test } from 'vitest';
import { compareBaselines } from '../../src/config/compare-baselines.ts';
import type { Baseline } from '../../src/types/baseline.ts';

/** `id` or `id since` of each entry. */
function baseline(...lines: readonly string[]): Baseline {
  return {
    file: '.orrery/baseline.jsonl',
    entries: lines.map((line) => {
      const [id = '', since = '2026-08-01'] = line.split(' ');
      const subject = { kind: 'workload', id };
      return { check: 'a/b', service: 'shop', subject, since, fingerprint: id };
    }),
  };
}

test.each<[string, Baseline | undefined, Baseline | undefined, readonly (readonly [string, boolean])[]]>([
  ['none and none', undefined, undefined, []],
  ['the same in another order', baseline('x', 'y'), baseline('y', 'x'), []],
  ['a new one that is empty', undefined, baseline(), []],
  ['a new one', undefined, baseline('x'), [['The baseline takes in 1 gap: a/b on x of shop.', true]]],
  [
    'many at once',
    baseline('x'),
    baseline('x', 'a', 'b', 'c', 'd', 'e'),
    [['The baseline takes in 5 gaps: a/b on a of shop; a/b on b of shop; a/b on c of shop; and 2 more.', true]],
  ],
  ['one that goes', baseline('x'), undefined, [['The baseline lets go of 1 gap: a/b on x of shop.', false]]],
  [
    'all three',
    baseline('x', 'y'),
    baseline('y 2026-09-09', 'z'),
    [
      ['The baseline takes in 1 gap: a/b on z of shop.', true],
      ['The baseline lets go of 1 gap: a/b on x of shop.', false],
      ['The baseline gives another day to 1 gap: a/b on y of shop.', false],
    ],
  ],
])('%s', (_, before, after, said) => {
  const changes = compareBaselines(before, after);
  expect(changes.map(({ text, loosens }) => [text, loosens])).toEqual(said);
  expect(changes.every(({ kind, place }) => kind === 'baseline' && place.file === '.orrery/baseline.jsonl')).toBe(true);
});

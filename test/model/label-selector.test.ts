import { describe, expect, test } from 'vitest';
import {
  isEmptySelector,
  readMapSelector,
  readSelector,
  requiredPair,
  selectorMatches,
} from '../../src/model/kubernetes/label-selector.ts';
import { randomFrom } from '../robustness/mutations.ts';

type Labels = { readonly [key: string]: string };
const matches = (selector: unknown, labels: Labels): boolean => {
  const read = readSelector(selector);
  return read !== undefined && selectorMatches(read, new Map(Object.entries(labels)));
};
const expression = (operator: string, values?: readonly unknown[]) => ({
  matchExpressions: [{ key: 'a', operator, ...(values ? { values } : {}) }],
});

describe('selectorMatches', () => {
  test.each([
    ['an empty selector takes all', {}, { a: '1' }, true],
    ['a missing selector takes nothing', undefined, { a: '1' }, false],
    ['null takes nothing', null, { a: '1' }, false],
    ['a list takes nothing', [], { a: '1' }, false],
    ['every pair must hold', { matchLabels: { a: '1', b: '2' } }, { a: '1' }, false],
    ['more labels do no harm', { matchLabels: { a: '1' } }, { a: '1', b: '2' }, true],
    ['numbers are read as their text', { matchLabels: { a: 1 } }, { a: '1' }, true],
    ['In', expression('In', ['1', '2']), { a: '2' }, true],
    ['In without the label', expression('In', ['1']), {}, false],
    ['In without values', expression('In'), { a: '1' }, false],
    ['NotIn', expression('NotIn', ['1']), { a: '1' }, false],
    ['NotIn without the label', expression('NotIn', ['1']), {}, true],
    ['Exists', expression('Exists'), { a: '' }, true],
    ['Exists without the label', expression('Exists'), {}, false],
    ['DoesNotExist', expression('DoesNotExist'), { a: '1' }, false],
    ['DoesNotExist without the label', expression('DoesNotExist'), {}, true],
    ['an operator that there is not', expression('Gt', ['0']), { a: '1' }, false],
    ['pairs and expressions must both hold', { matchLabels: { b: '1' }, ...expression('Exists') }, { b: '1' }, false],
    ['a label named like what objects inherit', { matchLabels: { constructor: 'x' } }, {}, false],
  ])('%s', (_, selector, labels, expected) => {
    expect(matches(selector, labels as Labels)).toBe(expected);
  });

  test('agrees with the definition on random selectors, and so does its index', () => {
    const random = randomFrom(7);
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const words = ['x', 'y', 'z'];
    for (let round = 0; round < 3_000; round += 1) {
      const labels = Object.fromEntries(['a', 'b', 'c'].flatMap((key) => (random() < 0.6 ? [[key, one(words)]] : [])));
      const pairs = Object.fromEntries(['a', 'b'].flatMap((key) => (random() < 0.3 ? [[key, one(words)]] : [])));
      const expressions = words.flatMap(() =>
        random() < 0.4
          ? [
              {
                key: one(['a', 'b', 'c']),
                operator: one(['In', 'NotIn', 'Exists', 'DoesNotExist']),
                values: words.filter(() => random() < 0.4),
              },
            ]
          : [],
      );
      const selector = { matchLabels: pairs, matchExpressions: expressions };
      const expected =
        Object.entries(pairs).every(([key, value]) => labels[key] === value) &&
        expressions.every(({ key, operator, values }) => reference(operator, labels[key], values));
      expect(matches(selector, labels)).toBe(expected);
      const pair = requiredPair(readSelector(selector) ?? { labels: new Map(), expressions: [] });
      if (expected && pair !== undefined)
        expect(Object.entries(labels).map((entry) => entry.join('='))).toContain(pair);
    }
  });
});

function reference(operator: string, label: string | undefined, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return values.some((value) => value === label);
    case 'NotIn':
      return values.every((value) => value !== label);
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}

describe('the map of a Service', () => {
  test.each([
    ['nothing', undefined, undefined],
    ['an empty map, which selects nothing', {}, undefined],
    ['pairs', { a: 'x' }, 1],
  ])('%s', (_, selector, size) => {
    expect(readMapSelector(selector)?.labels.size).toBe(size);
  });
  test('an empty selector is known as one', () => {
    expect(
      [{}, { matchLabels: {} }, { matchLabels: { a: '1' } }].map((one) =>
        isEmptySelector(readSelector(one) ?? { labels: new Map([['', '']]), expressions: [] }),
      ),
    ).toEqual([true, true, false]);
  });
});

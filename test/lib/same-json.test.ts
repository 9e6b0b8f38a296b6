import { expect, test } from 'vitest';
import { sameJson } from '../../src/lib/same-json.ts';

test.each<[name: string, one: unknown, other: unknown, same: boolean]>([
  ['the same texts', 'a', 'a', true],
  ['a number and its text', 1, '1', false],
  ['null and nothing', null, undefined, false],
  ['null and an empty object', null, {}, false],
  ['keys in another order', { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, true],
  ['another value below', { a: { b: 1 } }, { a: { b: 2 } }, false],
  ['a key more', { a: 1 }, { a: 1, b: 2 }, false],
  ['as many keys, of other names', { a: undefined }, { b: undefined }, false],
  ['lists in another order', [1, 2], [2, 1], false],
  ['a longer list', [1], [1, 2], false],
  ['a list and an object that looks like it', ['x'], { 0: 'x' }, false],
  ['a key of the prototype', { a: 1 }, Object.create({ a: 1 }), false],
])('%s', (_name, one, other, same) => {
  expect([sameJson(one, other), sameJson(other, one)]).toEqual([same, same]);
});

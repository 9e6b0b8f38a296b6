import { expect, test } from 'vitest';
import { compileSchemas } from '../../src/catalog/compile-schemas.ts';
import { expandPredicate } from '../../src/catalog/expand-predicate.ts';
import type { PredicateSchema } from '../../src/types/check.ts';
import type { FactSpec } from '../../src/types/vocabulary.ts';

const integer: FactSpec = { type: ['integer'], means: '', from: [] };
const number: FactSpec = { type: ['number'], means: '', from: [] };
const text: FactSpec = { type: ['string'], means: '', from: [] };
const either: FactSpec = { type: ['integer', 'string'], means: '', from: [] };
const flag: FactSpec = { type: ['boolean'], means: '', from: [] };
const list: FactSpec = { type: ['array'], means: '', from: [] };
const object: FactSpec = { type: ['object'], means: '', from: [] };

const cases: readonly (readonly [string, FactSpec, string, PredicateSchema, unknown, boolean])[] = [
  ['a value that fits', integer, 'a.b', { minimum: 2 }, { a: { b: 2 } }, true],
  ['a value that does not', integer, 'a.b', { minimum: 2 }, { a: { b: 1 } }, false],
  ['a missing value', integer, 'a.b', { minimum: 2 }, { a: {} }, false],
  ['a missing parent', integer, 'a.b', { minimum: 2 }, {}, false],
  ['a parent that is null', integer, 'a.b', { minimum: 2 }, { a: null }, false],
  ['a parent that is a text', integer, 'a.b', { minimum: 2 }, { a: 'b' }, false],
  ['a parent that is a list', integer, 'a.b', { minimum: 2 }, { a: [] }, false],
  ['a value of another type', integer, 'a.b', { minimum: 2 }, { a: { b: '7' } }, false],
  ['no facts at all', integer, 'a', { minimum: 2 }, undefined, false],
  ['minimum where a text is allowed', either, 'a', { minimum: 1 }, { a: '0%' }, false],
  ['pattern where a number is allowed', either, 'a', { pattern: '%$' }, { a: 5 }, false],
  ['a negated constant', text, 'a', { not: { const: 'x' } }, { a: 'y' }, true],
  ['a negated constant on a missing value', text, 'a', { not: { const: 'x' } }, {}, false],
  ['a negated constant on another type', text, 'a', { not: { const: 'x' } }, { a: 3 }, false],
  ['a choice', either, 'a', { anyOf: [{ minimum: 1 }, { pattern: '^[1-9]' }] }, { a: '5%' }, true],
  ['a choice that nothing fits', either, 'a', { anyOf: [{ minimum: 1 }, { pattern: '^[1-9]' }] }, { a: '0%' }, false],
  ['a constant', flag, 'a', { const: false }, { a: false }, true],
  ['a constant on a missing value', flag, 'a', { const: false }, {}, false],
  ['an empty list', list, 'a', { maxItems: 0 }, { a: [] }, true],
  ['an empty list on a missing one', list, 'a', { maxItems: 0 }, {}, false],
  ['a list with an entry', list, 'a', { contains: { const: 'cpu' } }, { a: ['memory', 'cpu'] }, true],
  ['entries of another type', list, 'a', { items: { minimum: 1 } }, { a: ['x'] }, false],
  ['no repeats', list, 'a', { uniqueItems: true }, { a: [{ b: 1 }, { b: 1 }] }, false],
  ['characters beyond the basic plane', text, 'a', { maxLength: 1 }, { a: '😀' }, true],
  ['present', object, 'a.b', 'present', { a: { b: {} } }, true],
  ['present when false', flag, 'a', 'present', { a: false }, true],
  ['present on null', object, 'a', 'present', { a: null }, false],
  ['present on a missing parent', object, 'a.b', 'present', {}, false],
  ['absent on a missing parent', object, 'a.b', 'absent', {}, true],
  ['absent on null', object, 'a.b', 'absent', { a: { b: null } }, true],
  ['absent on a value', object, 'a.b', 'absent', { a: { b: 0 } }, false],
  ['a duration', integer, 'a', { minDuration: '5m' }, { a: 300 }, true],
  ['a duration too short', integer, 'a', { minDuration: '5m' }, { a: 299 }, false],
  ['an age', integer, 'a', { maxAge: '180d' }, { a: 15_552_001 }, false],
  ['a quantity', number, 'a', { minQuantity: '64Mi' }, { a: 67_108_864 }, true],
  ['a quantity, exclusive', number, 'a', { exclusiveMaxQuantity: '500m' }, { a: 0.5 }, false],
  ['a duration in a choice', integer, 'a', { anyOf: [{ const: 0 }, { minDuration: '10s' }] }, { a: 9 }, false],
  ['a comparison', integer, 'a', { exclusiveMaximum: { $data: '/b/c' } }, { a: 1, b: { c: 2 } }, true],
  ['a comparison that fails', integer, 'a', { exclusiveMaximum: { $data: '/b/c' } }, { a: 2, b: { c: 2 } }, false],
  ['a comparison with nothing', integer, 'a', { exclusiveMaximum: { $data: '/b/c' } }, { a: 1 }, false],
  ['a comparison with null', integer, 'a', { exclusiveMaximum: { $data: '/b/c' } }, { a: 1, b: { c: null } }, false],
  ['a comparison with a text', integer, 'a', { exclusiveMaximum: { $data: '/b' } }, { a: 1, b: '2' }, false],
  ['different from another fact', text, 'a', { not: { const: { $data: '/b' } } }, { a: 'x', b: 'y' }, true],
  ['the same as another fact', text, 'a', { not: { const: { $data: '/b' } } }, { a: 'x', b: 'x' }, false],
];

test.each(cases)('%s', async (_, spec, path, predicate, facts, passes) => {
  const validators = await compileSchemas(new Map([['only', expandPredicate(path, predicate, spec)]]));
  expect(validators['only']?.(facts)).toBe(passes);
});

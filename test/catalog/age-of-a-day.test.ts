import { expect, test } from 'vitest';
import { checkSchema } from '../../src/catalog/check-schema.ts';
import { compileCheck } from '../../src/catalog/compile-check.ts';
import { checksOn } from '../../src/evaluate/checks-on.ts';
import type { Check, PredicateSchema } from '../../src/types/check.ts';
import type { FactSpec } from '../../src/types/vocabulary.ts';

const day: FactSpec = { type: ['string'], unit: 'date', means: '', from: [] };

const check: Check = {
  id: 'runbooks/fresh',
  aliases: [],
  title: 'T',
  failTitle: 'F',
  area: 'runbooks',
  severity: 'low',
  tiers: ['require', 'require', 'require'],
  optional: false,
  subject: 'document',
  when: {},
  expect: {},
  params: { most: { default: '30d', tiers: { 1: '7d' }, means: '' } },
  why: '',
  fix: '',
  references: [],
  origin: 'built-in',
};

test.each<[string, PredicateSchema, unknown, string, boolean]>([
  ['on the last day that passes', { maxAge: '30d' }, '2026-01-01', '2026-01-31', true],
  ['a day later', { maxAge: '30d' }, '2026-01-01', '2026-02-01', false],
  ['a day to come', { maxAge: '0d' }, '2026-02-02', '2026-02-01', true],
  ['due today', { maxAge: '0d' }, '2026-02-01', '2026-02-01', true],
  ['due yesterday', { maxAge: '0d' }, '2026-01-31', '2026-02-01', false],
  ['old enough', { minAge: '1d' }, '2026-01-31', '2026-02-01', true],
  ['too new', { minAge: '1d' }, '2026-02-01', '2026-02-01', false],
  ['a day that does not exist', { maxAge: '30d' }, '2026-02-30', '2026-02-01', false],
  ['a number', { maxAge: '30d' }, 3, '2026-02-01', false],
  ['nothing', { maxAge: '30d' }, undefined, '2026-02-01', false],
])('%s', async (_, predicate, value, today, holds) => {
  const compiled = await compileCheck({ ...check, expect: { 'reviewed.on': predicate } }, { 'reviewed.on': day });
  const facts = value === undefined ? {} : { reviewed: { on: value } };
  const [told] = checksOn([compiled], today);
  expect(told?.expect.map((each) => each.test(facts))).toEqual([holds]);
});

test('a tier has the day too, and the same day gives the same list', async () => {
  const compiled = [await compileCheck({ ...check, expect: { on: { maxAge: { $param: 'most' } } } }, { on: day })];
  const told = checksOn(compiled, '2026-01-15');
  const holds = told[0]?.byTier?.['1']?.expect.map((each) => each.test({ on: '2026-01-01' }));
  expect([holds, told[0]?.expect.map((each) => each.test({ on: '2026-01-01' }))]).toEqual([[false], [true]]);
  expect(checksOn(compiled, '2026-01-15')).toBe(told);
});

test.each<[string, PredicateSchema, FactSpec, number]>([
  ['by itself', { minAge: '1d', maxAge: '2d' }, day, 0],
  ['with another keyword', { maxAge: '2d', minLength: 3 }, day, 1],
  ['inside another', { not: { maxAge: '2d' } }, day, 1],
  ['of a text that is no day', { maxAge: '2d' }, { type: ['string'], means: '', from: [] }, 1],
])('an age %s: %j', (_, predicate, spec, problems) => {
  const reported: string[] = [];
  checkSchema(predicate, { path: 'on', spec }, ['expect', 'on'], (_at, message) => reported.push(message));
  expect(reported).toHaveLength(problems);
});

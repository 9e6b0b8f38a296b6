import { expect, test } from 'vitest';
import { judge } from '../../src/evaluate/judge.ts';
import type { Facts } from '../../src/types/subject.ts';
import { type CheckShape, makeCheck } from './make-check.ts';

const unset = { $unknown: 'unresolved', detail: 'nobody sets it' } as const;
const both = { when: { a: 'present', b: 'present' }, expect: { x: { minimum: 2 }, y: { minimum: 2 } } } as const;
const none = { expect: { list: { maxItems: 0 } } } as const;

interface Case {
  readonly name: string;
  readonly check: CheckShape;
  readonly facts: Facts;
  readonly says: string;
}

const cases: readonly Case[] = [
  { name: 'all true', check: both, facts: { a: 1, b: 1, x: 2, y: 2 }, says: 'pass x y' },
  { name: 'one false', check: both, facts: { a: 1, b: 1, x: 1, y: 2 }, says: 'fail x' },
  { name: 'two false', check: both, facts: { a: 1, b: 1, x: 1 }, says: 'fail x y' },
  { name: 'false beats unknown', check: both, facts: { a: 1, b: 1, x: unset, y: 1 }, says: 'fail y' },
  { name: 'true and unknown', check: both, facts: { a: 1, b: 1, x: unset, y: 2 }, says: 'unknown x' },
  { name: 'when false beats when unknown', check: both, facts: { a: unset, x: 1 }, says: 'not-applicable' },
  {
    name: 'when unknown beats expect false',
    check: both,
    facts: { a: unset, b: 1, x: 1 },
    says: 'unknown a, applies?',
  },
  { name: 'no when', check: { expect: { x: 'present' } }, facts: {}, says: 'fail x' },
  {
    name: 'a parent is unknown',
    check: { expect: { 'x.y.z': 'absent' } },
    facts: { x: { y: unset } },
    says: 'unknown x.y.z',
  },
  { name: 'present on a marker', check: { expect: { x: 'present' } }, facts: { x: unset }, says: 'unknown x' },
  {
    name: 'present on a partly known object',
    check: { expect: { x: 'present' } },
    facts: { x: { y: unset } },
    says: 'pass x',
  },
  {
    name: 'absent on a partly known object',
    check: { expect: { x: 'absent' } },
    facts: { x: { y: unset } },
    says: 'fail x',
  },
  {
    name: 'compared with an unknown',
    check: { expect: { x: { minimum: 2 } }, reads: ['y'] },
    facts: { x: 1, y: unset },
    says: 'unknown x',
  },
  {
    name: 'compared below an unknown',
    check: { expect: { x: { minimum: 2 } }, reads: ['y.z'] },
    facts: { x: 9, y: unset },
    says: 'unknown x',
  },
  { name: 'list of one unknown', check: none, facts: { list: [unset] }, says: 'unknown list' },
  { name: 'list whose known element is one too many', check: none, facts: { list: ['p', unset] }, says: 'fail list' },
  { name: 'list whose element is partly known', check: none, facts: { list: [{ port: unset }] }, says: 'unknown list' },
  { name: 'list that is empty', check: none, facts: { list: [] }, says: 'pass list' },
  {
    name: 'equality with a partly known list',
    check: { expect: { list: { const: 'p' } } },
    facts: { list: ['p', unset] },
    says: 'unknown list',
  },
];

test.each(cases)('$name', ({ check, facts, says }) => {
  expect(described(check, facts)).toBe(says);
});

const attest = { ask: 'Was a restore tested?', validForSeconds: 86_400 };

test.each<Case>([
  { name: 'only a person can tell', check: { attest, when: { a: 'present' } }, facts: { a: 1 }, says: 'unknown ' },
  {
    name: 'not asked where it does not apply',
    check: { attest, when: { a: 'present' } },
    facts: {},
    says: 'not-applicable',
  },
  { name: 'half the proof holds', check: { attest, expect: { x: 'present' } }, facts: { x: 1 }, says: 'unknown x' },
  { name: 'half the proof fails', check: { attest, expect: { x: 'present' } }, facts: {}, says: 'fail x' },
  {
    name: 'half the proof is unknown',
    check: { attest, expect: { x: 'present' } },
    facts: { x: unset },
    says: 'unknown x',
  },
])('attest: $name', ({ check, facts, says }) => {
  expect(described(check, facts)).toBe(says);
  const judgement = judge(makeCheck(check), facts);
  if (judgement.measured === 'unknown')
    expect(judgement.because).toEqual({ reason: 'needs-attestation', detail: attest.ask });
});

test('an unknown says what its marker says, wherever it lies', () => {
  const limit = { $unknown: 'limit', detail: 'more than we read' } as const;
  const judgement = judge(makeCheck({ expect: { list: { maxItems: 1 } } }), { list: [{ port: limit }] });
  expect(judgement).toMatchObject({ because: { reason: 'limit', detail: 'more than we read' } });
});

function described(check: CheckShape, facts: Facts): string {
  const judgement = judge(makeCheck(check), facts);
  if (judgement.measured === 'not-applicable') return judgement.measured;
  const paths = judgement.decided.map(({ path }) => path).join(' ');
  const doubt = judgement.measured === 'unknown' && judgement.applicabilityUnknown ? ', applies?' : '';
  return `${judgement.measured} ${paths}${doubt}`;
}

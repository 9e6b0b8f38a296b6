import { expect, test } from 'vitest';
import { missingExamples } from '../../src/catalog/missing-examples.ts';
import type { Check, Example, ExampleVerdict } from '../../src/types/check.ts';

const base: Check = {
  id: 'health/a',
  aliases: [],
  title: 'A',
  failTitle: 'No A',
  area: 'health',
  severity: 'low',
  tiers: ['require', 'require', 'require'],
  optional: false,
  subject: 'workload',
  when: {},
  expect: { a: 'present' },
  params: {},
  why: '',
  fix: '',
  references: [],
  origin: 'built-in',
};
const attest = { ask: 'Was it done?', validForSeconds: 1 };

function shown(verdict: ExampleVerdict): Example {
  return { verdict, input: {} };
}

const files: Example = { verdict: 'fail', input: { files: { 'a.yaml': '' } } };

test.each<[string, Check, readonly Example[], readonly string[]]>([
  ['all that is needed', base, [shown('pass'), files], []],
  ['nothing', base, [], ['a pass example', 'a fail example', 'an example with `files`']],
  ['facts only', base, [shown('pass'), shown('fail')], ['an example with `files`']],
  ['a condition', { ...base, when: { b: 'present' } }, [shown('pass'), files], ['a not-applicable example']],
  ['half the proof in files', { ...base, attest }, [files], ['an unknown example']],
  ['a question only', { ...base, expect: {}, attest }, [], []],
  [
    'a question with a condition',
    { ...base, expect: {}, attest, when: { b: 'present' } },
    [shown('unknown')],
    ['a not-applicable example'],
  ],
])('%s', (_, check, examples, missing) => {
  expect(missingExamples(check, examples)).toEqual(missing);
});

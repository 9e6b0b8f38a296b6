import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileCheck } from '../../src/catalog/compile-check.ts';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { mutants, survivors } from '../../src/catalog/mutants.ts';
import { filesOf } from '../../src/catalog/run-examples.ts';
import { judge } from '../../src/evaluate/judge.ts';
import type { Check, Example } from '../../src/types/check.ts';
import type { FactSpecs } from '../../src/types/vocabulary.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });

/** By facts alone: an example that tells a mutant apart in files only says too little in its facts. */
function survivorsOf(check: Check, examples: readonly Example[], facts: FactSpecs) {
  return survivors(
    check,
    examples.filter(({ input }) => !filesOf(input)),
    {
      compile: (mutant) => compileCheck(mutant, facts),
      judgeFacts: (mutant, given) => judge(mutant, given).measured,
      judgeFiles: () => undefined,
    },
  );
}

test.each(catalog.checks.map(({ check }) => [check.id, check] as const))(
  '%s: every predicate is shown to matter',
  async (_, check) => {
    const facts = catalog.vocabulary?.[check.subject]?.facts ?? {};
    const alive = await survivorsOf(check, await loadExamples(check, { facts }), facts);
    expect(alive.map(({ without }) => without)).toEqual([]);
  },
);

const range: Check = {
  id: 'health/range',
  aliases: [],
  title: 'T',
  failTitle: 'F',
  area: 'health',
  severity: 'low',
  tiers: ['require', 'require', 'require'],
  optional: false,
  subject: 'workload',
  when: { exposed: { const: true } },
  expect: { grace: { minimum: 10, maximum: 60 } },
  params: {},
  why: '',
  fix: '',
  references: [],
  origin: 'built-in',
};
const rangeFacts: FactSpecs = {
  exposed: { type: ['boolean'], means: '', from: [] },
  grace: { type: ['integer'], means: '', from: [] },
};

test('each predicate goes once, and each keyword of an expectation with several', () => {
  expect(mutants(range).map(({ without, check }) => [without, check.when, check.expect])).toEqual([
    ['when exposed', {}, range.expect],
    ['expect grace', range.when, {}],
    ['expect grace: minimum', range.when, { grace: { maximum: 60 } }],
    ['expect grace: maximum', range.when, { grace: { minimum: 10 } }],
  ]);
});

const pass: Example = { verdict: 'pass', input: { exposed: true, grace: 30 } };
const short: Example = { verdict: 'fail', input: { exposed: true, grace: 5 } };
const long: Example = { verdict: 'fail', input: { exposed: true, grace: 90 } };
const hidden: Example = { verdict: 'not-applicable', input: { exposed: false, grace: 30 } };

test.each<[string, readonly Example[], readonly string[]]>([
  ['all are told apart', [pass, short, long, hidden], []],
  ['nothing is too long', [pass, short, hidden], ['expect grace: maximum']],
  ['nothing is hidden', [pass, short, long], ['when exposed']],
  ['no example', [], ['when exposed', 'expect grace', 'expect grace: minimum', 'expect grace: maximum']],
])('survivors where %s', async (_, examples, alive) => {
  expect((await survivorsOf(range, examples, rangeFacts)).map(({ without }) => without)).toEqual(alive);
});

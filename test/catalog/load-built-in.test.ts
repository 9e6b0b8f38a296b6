import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { buildCatalog } from '../../scripts/build-catalog.ts';
import type { BuiltIn } from '../../src/catalog/load-built-in.ts';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { extendBuiltIn } from '../../src/catalog/open-catalog.ts';
import type { Catalog, CompiledPredicate } from '../../src/types/check.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

const product = join(import.meta.dirname, '../../checks');
const nothing = { paths: [], params: {} };

async function generate(checks: string): Promise<BuiltIn> {
  const output = join(writeFiles({}), 'built-in-checks.mjs');
  await buildCatalog(checks, output);
  return (await import(/* @vite-ignore */ pathToFileURL(output).href)) as BuiltIn;
}

/** All of a catalogue but its functions. */
function dataOf({ checks, profiles, ladder, areas, digest }: Catalog): unknown {
  return JSON.parse(JSON.stringify({ checks, profiles, ladder, areas, digest }));
}

test('the generated catalogue is the one that run time compiles', async () => {
  const generated = await extendBuiltIn(await generate(product), nothing);
  expect(dataOf(generated)).toEqual(dataOf(await loadCatalog({ builtIn: product, ...nothing })));
});

test('every predicate judges every example alike, both ways', async () => {
  const atBuildTime = await extendBuiltIn(await generate(product), nothing);
  const atRunTime = await loadCatalog({ builtIn: product, ...nothing });
  for (const [index, { check, when, expect: expected, byTier }] of atRunTime.checks.entries()) {
    const other = atBuildTime.checks[index];
    const facts = atRunTime.vocabulary?.[check.subject]?.facts ?? {};
    const inputs = (await loadExamples(check, { facts })).map(({ input }) => input);
    const answers = (predicates: readonly CompiledPredicate[] = []) =>
      inputs.map((input) => predicates.map(({ test }) => test(input)));
    expect(answers(other?.when), check.id).toEqual(answers(when));
    expect(answers(other?.expect), check.id).toEqual(answers(expected));
    for (const [tier, blocks] of Object.entries(byTier ?? {})) {
      expect(answers(other?.byTier?.[tier]?.expect), check.id).toEqual(answers(blocks.expect));
    }
  }
});

test('the module needs nothing beside it, even for helpers of the generated code', async () => {
  const health = `id: health/texts
title: T
failTitle: F
severity: low
subject: workload
when:
  kind: { minLength: 1, maxLength: 1 }
  replicas.max: present
expect:
  broken: { uniqueItems: true }
  replicas.min: { not: { const: { $data: /replicas/max } } }
why: W
fix: F
`;
  const { catalog, validators } = await generate(writeFiles({ ...smallCatalog, 'health/texts.yaml': health }));
  const texts = catalog.checks.find(({ check }) => check.id === 'health/texts');
  const names = [...(texts?.when ?? []), ...(texts?.expect ?? [])].map(({ validator }) => validator);
  const answers = (facts: unknown) => names.map((name) => validators[name]?.(facts));
  expect(answers({ kind: '😀', replicas: { min: 1, max: 2 }, broken: [{ a: 1 }, { a: 2 }] })).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(answers({ kind: 'ab', replicas: { min: 2, max: 2 }, broken: [{ a: 1 }, { a: 1 }] })).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('own parameters on the generated catalogue compile only what changes', async () => {
  const folder = writeFiles(smallCatalog);
  const params = { 'redundancy/min-replicas': { minimum: 5 } };
  const extended = await extendBuiltIn(await generate(folder), { paths: [], params });
  const loaded = await loadCatalog({ builtIn: folder, paths: [], params });
  expect(dataOf(extended)).toEqual(dataOf(loaded));
  const minimum = (catalog: Catalog) =>
    catalog.checks.find(({ check }) => check.id === 'redundancy/min-replicas')?.expect[0];
  for (const catalog of [extended, loaded]) {
    expect([4, 5].map((min) => minimum(catalog)?.test({ replicas: { min } }))).toEqual([false, true]);
  }
});

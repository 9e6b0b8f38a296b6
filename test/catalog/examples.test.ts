import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { missingExamples } from '../../src/catalog/missing-examples.ts';
import { runExamples } from '../../src/catalog/run-examples.ts';
import { judge } from '../../src/evaluate/judge.ts';
import { judgeFiles } from '../../src/judge-files.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });
const judges = {
  judgeFacts: (...[compiled, facts]: Parameters<typeof judge>) => judge(compiled, facts).measured,
  judgeFiles,
};

describe.each(catalog.checks.map((compiled) => [compiled.check.id, compiled] as const))('%s', (_, compiled) => {
  const { check } = compiled;
  const facts = catalog.vocabulary?.[check.subject]?.facts ?? {};

  test('shows each outcome, one of them in files', async () => {
    expect(missingExamples(check, await loadExamples(check, { facts }))).toEqual([]);
  });

  test('judges as its examples say', async () => {
    const examples = await loadExamples(check, { facts });
    const wrong = (await runExamples(compiled, examples, judges)).filter(({ ok }) => !ok);
    expect(wrong.map(({ example, measured }) => ({ ...example, measured }))).toEqual([]);
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { filesOf } from '../../src/catalog/run-examples.ts';
import { EXAMPLE_DAY } from '../../src/lib/age-of.ts';
import { dayAfter } from '../../src/lib/calendar.ts';
import type { CompiledCheck, Example, ExampleVerdict } from '../../src/types/check.ts';
import { missionRows } from './mission-rows.ts';
import { statementOn, verdictOf } from './verdict-of.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });
const checks = new Map(catalog.checks.map((compiled) => [compiled.check.id, compiled]));
const named = [...new Set(missionRows.flatMap((row) => row.checks))].sort();
const there = named.flatMap((id) => {
  const compiled = checks.get(id);
  return compiled ? [[id, compiled] as const] : [];
});

function examplesOf({ check }: CompiledCheck): Promise<readonly Example[]> {
  return loadExamples(check, { facts: catalog.vocabulary?.[check.subject]?.facts ?? {} });
}

/** In files where there is one. */
function exampleThat(verdict: ExampleVerdict, examples: readonly Example[]): Example {
  const fitting = examples.filter((example) => example.verdict === verdict);
  const [chosen] = [...fitting.filter(({ input }) => filesOf(input)), ...fitting];
  if (!chosen) throw new Error(`There is no example that comes out ${verdict}.`);
  return chosen;
}

test('the mission has its rows, each with checks, none twice', () => {
  expect(missionRows.length).toBeGreaterThanOrEqual(66);
  expect(missionRows.filter((row) => row.checks.length === 0)).toEqual([]);
  expect(new Set(missionRows.map(({ practice }) => practice)).size).toBe(missionRows.length);
});

test('MISSION GAPS: every check that the mission names is there, and every practice has one that runs unasked', () => {
  expect.soft(named.filter((id) => !checks.has(id))).toEqual([]);
  const open = missionRows.filter((row) => row.checks.every((id) => checks.get(id)?.check.optional !== false));
  expect.soft(open.map(({ practice }) => practice)).toEqual([]);
});

describe.each(there)('%s', (id, compiled) => {
  const { attest, expect: expected } = compiled.check;

  test.skipIf(attest)('passes what is well', async () => {
    expect(await verdictOf(compiled, exampleThat('pass', await examplesOf(compiled)))).toBe('pass');
  });

  test.skipIf(Object.keys(expected).length === 0)('fails what is not', async () => {
    expect(await verdictOf(compiled, exampleThat('fail', await examplesOf(compiled)))).toBe('fail');
  });

  test.runIf(attest)('is unknown until somebody states it, and again when the statement has run out', async () => {
    const example = exampleThat('unknown', await examplesOf(compiled));
    const validFor = attest?.validForSeconds ?? 0;
    expect(await verdictOf(compiled, example)).toBe('unknown');
    expect(await verdictOf(compiled, example, [statementOn(id, EXAMPLE_DAY)])).toBe('attested');
    expect(await verdictOf(compiled, example, [statementOn(id, dayAfter(EXAMPLE_DAY, -validFor - 86_400))])).toBe(
      'unknown',
    );
  });
});

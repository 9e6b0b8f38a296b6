import { loadExamples } from './catalog/load-examples.ts';
import { type ExampleResult, runExamples } from './catalog/run-examples.ts';
import { judge } from './evaluate/judge.ts';
import { judgeFiles } from './judge-files.ts';
import type { Catalog, Check } from './types/check.ts';

export interface CheckTest {
  readonly check: Check;
  readonly results: readonly ExampleResult[];
}

/** Runs the examples of a team's own checks, whose origins are relative to `root`. */
export async function testChecks(catalog: Catalog, root: string): Promise<readonly CheckTest[]> {
  const judges = {
    judgeFacts: (...[compiled, facts]: Parameters<typeof judge>) => judge(compiled, facts).measured,
    judgeFiles,
  };
  const tests: CheckTest[] = [];
  for (const compiled of catalog.checks.filter(({ check }) => check.origin !== 'built-in')) {
    const facts = catalog.vocabulary?.[compiled.check.subject]?.facts ?? {};
    const examples = await loadExamples(compiled.check, { facts, root });
    tests.push({ check: compiled.check, results: await runExamples(compiled, examples, judges) });
  }
  return tests;
}

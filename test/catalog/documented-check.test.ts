import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { runExamples } from '../../src/catalog/run-examples.ts';
import { judge } from '../../src/evaluate/judge.ts';
import { judgeFiles } from '../../src/judge-files.ts';

const root = join(import.meta.dirname, '../..');

test('the check in docs/writing-checks.md loads, and judges as its examples say', async () => {
  const page = readFileSync(join(root, 'docs/writing-checks.md'), 'utf8');
  const text = /```yaml\n(id: [\s\S]*?)```/.exec(page)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'documented-'));
  try {
    mkdirSync(join(folder, 'redundancy'));
    writeFileSync(join(folder, 'redundancy/three-instances.yaml'), text);
    const catalog = await loadCatalog({ builtIn: join(root, 'checks'), paths: [folder], params: {} });
    const compiled = catalog.checks.find(({ check }) => check.id === 'redundancy/three-instances');
    if (!compiled) throw new Error('The check was not loaded.');
    const facts = catalog.vocabulary?.workload?.facts ?? {};
    const examples = await loadExamples(compiled.check, { facts });
    const judgeFacts = (...[check, given]: Parameters<typeof judge>) => judge(check, given).measured;
    const outcomes = await runExamples(compiled, examples, { judgeFacts, judgeFiles });
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

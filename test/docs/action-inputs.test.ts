import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { pageNamed, root, tableBelow } from './pages.ts';

interface Action {
  readonly inputs: { readonly [name: string]: { readonly default?: string } };
  readonly outputs: { readonly [name: string]: object };
}

const action: Action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const page = pageNamed('docs/pull-requests.md');

test('the table of inputs lists each with its default, in the same order, and nothing else', () => {
  const listed = tableBelow(page, '## Inputs').map(([name, , fallback]) => [name, fallback]);
  const there = Object.entries(action.inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default ? `\`${input.default}\`` : '',
  ]);
  expect(listed).toEqual(there);
});

test('the table of outputs lists each in the same order, and nothing else', () => {
  const listed = tableBelow(page, '## Outputs').map(([name]) => name);
  expect(listed).toEqual(Object.keys(action.outputs).map((name) => `\`${name}\``));
});

test('every row says what it means', () => {
  const rows = [...tableBelow(page, '## Inputs'), ...tableBelow(page, '## Outputs')];
  expect(rows.filter(([, meaning]) => !meaning?.endsWith('.'))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseWords } from '@oclif/core/parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commandTable } from '../../src/command-table.ts';
import { parseOutputs } from '../../src/parse-outputs.ts';
import { commandsOf } from './commands-of.ts';
import { pageNamed, pages, root } from './pages.ts';

const { repository, version }: { readonly repository: { readonly url: string }; readonly version: string } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const [, slug = ''] = /github\.com\/([\w.-]+\/[\w.-]+)\.git$/.exec(repository.url) ?? [];
const major = version.split('.')[0];
const ours = `${slug}@v${major}`;
const known = [
  ours,
  'actions/checkout@v5',
  'actions/upload-artifact@v5',
  'actions/download-artifact@v5',
  'actions/setup-node@v6',
];
const action: { readonly inputs: object } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
}

interface Job {
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: { readonly [scope: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

const blocks = pages.flatMap((page) => page.blocks).filter(({ language }) => language === 'yaml');
const workflows = blocks.filter(({ text }) => /^on:/m.test(text)).map(({ place, text }) => ({ place, text }));

test.each(blocks)('the YAML at $place parses', ({ text }) => {
  expect(parse(text)).toBeTypeOf('object');
});

test('every step uses an action and inputs that there are', () => {
  const steps = blocks.flatMap(({ place, text }) => stepsIn(parse(text)).map((step) => ({ place, ...step })));
  const uses = steps.flatMap(({ place, uses: used }) => (used === undefined ? [] : [{ place, used }]));
  expect(uses.filter(({ used }) => !known.includes(used))).toEqual([]);
  expect(uses.filter(({ used }) => used === ours).length).toBeGreaterThan(8);
  const inputs = steps.flatMap(({ place, uses: used, with: given = {} }) =>
    used === ours ? Object.keys(given).map((name) => ({ place, name })) : [],
  );
  expect(inputs.filter(({ name }) => !Object.hasOwn(action.inputs, name))).toEqual([]);
  const reports = steps.flatMap(({ uses: used, with: given }) => (used === ours ? (given?.['report'] ?? []) : []));
  expect(reports.length).toBeGreaterThan(3);
  expect(() => parseOutputs(reports.flatMap((lines) => String(lines).split('\n').filter(Boolean)))).not.toThrow();
});

describe.each(workflows)('the workflow at $place', ({ text }) => {
  const workflow: Workflow = parse(text);

  test('asks for the permissions that it needs, and no more', () => {
    expect(workflow.permissions).toEqual(permissionsFor(workflow));
  });

  test('has a name, and does not run with the rights of the base on a change', () => {
    expect(workflow.name).toBeTypeOf('string');
    expect(eventsOf(workflow)).not.toContain('pull_request_target');
  });
});

test('the workflow that publishes for forks reads what the first one writes, and checks nothing out', () => {
  const recipes: readonly Workflow[] = pageNamed('docs/recipes.md').blocks.flatMap(({ language, text }) =>
    language === 'yaml' && /^on:/m.test(text) ? [parse(text)] : [],
  );
  const second = recipes.find((one) => eventsOf(one).includes('workflow_run'));
  const first = recipes.find((one) => one.permissions['pull-requests'] === 'read');
  const inputOf = (workflow: Workflow | undefined, uses: string, name: string) =>
    stepsIn(workflow).find((step) => step.uses?.startsWith(uses))?.with?.[name];
  expect(second?.on).toEqual({ workflow_run: { workflows: [first?.name], types: ['completed'] } });
  const artifact = inputOf(first, 'actions/upload-artifact', 'name');
  expect(artifact).toBe('orrery-review');
  expect(inputOf(second, 'actions/download-artifact', 'name')).toBe(artifact);
  const written = inputOf(first, 'actions/upload-artifact', 'path');
  expect(inputOf(first, slug, 'report')).toBe(`json=${written}`);
  expect(inputOf(second, slug, 'review')).toBe(`${inputOf(second, 'actions/download-artifact', 'path')}/${written}`);
  expect(stepsIn(second).map(({ uses }) => uses)).not.toContain('actions/checkout@v5');
});

const commands = pages.flatMap(commandsOf);
const topics = new Set(Object.keys(commandTable).map((id) => id.split(':').slice(0, -1).join(' ')));

test.each(commands.map(({ page, words }) => [page, words.join(' '), words] as const))(
  '%s: orrery %s',
  async (_page, _line, words) => {
    const count = [2, 1].find((length) => Object.hasOwn(commandTable, words.slice(0, length).join(':'))) ?? 0;
    const given = words.slice(count);
    const loaded = await commandTable[words.slice(0, count).join(':')]?.();
    expect(loaded ?? topics).toSatisfy((found) => found !== topics || topics.has(words.join(' ')));
    // A command that a sentence only names has no words.
    if (!loaded || given.length === 0) return;
    const { args, flags, strict } = loaded.default;
    const parsed = await parseWords([...given], { args, flags, strict });
    expect(() => parseOutputs(parsed.flags['report'] ?? [])).not.toThrow();
  },
);

test('the documentation has commands to check, with those of a pull request among them', () => {
  const lines = commands.map(({ words }) => words.join(' '));
  expect(lines).toContain('scan --since origin/main');
  expect(lines).toContain('fleet report reviews/*.json --html fleet.html');
  expect(lines.some((line) => line.includes('origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME'))).toBe(true);
});

test('a published program is named by the major version there is', () => {
  const named = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/\borrery@([\w.]+)/g)].map((match) => [file, match[1]]),
  );
  expect(named.filter(([, is]) => is !== major && is !== `v${major}`)).toEqual([]);
});

function stepsIn(node: unknown): readonly Step[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(
    ([key, value]: readonly [string, unknown]) => (key === 'steps' ? (value as readonly Step[]) : stepsIn(value)), // `steps` of a workflow is a list of them.
  );
}

function eventsOf({ on }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(Object(on));
}

/** What the steps of a workflow do with the token on the events that start it. */
function permissionsFor(workflow: Workflow): { readonly [scope: string]: string } {
  const events = eventsOf(workflow);
  const steps = stepsIn(workflow.jobs);
  const runs = steps.filter(({ uses }) => uses === ours);
  const onPull = events.some((event) => event === 'pull_request' || event === 'workflow_run');
  const onChange = onPull || events.includes('merge_group');
  const comments = runs.some(({ with: given }) => given?.['comment'] !== false);
  const checks = runs.some(({ with: given }) => given?.['check'] !== false);
  return {
    ...(steps.some(({ uses }) => uses?.startsWith('actions/checkout@')) ? { contents: 'read' } : {}),
    ...(steps.some(({ with: given }) => given?.['run-id'] !== undefined) ? { actions: 'read' } : {}),
    ...(onPull ? { 'pull-requests': comments ? 'write' : 'read' } : {}),
    ...(onChange && checks ? { checks: 'write' } : {}),
    ...(steps.some(({ run }) => run?.includes('orrery@0 issues sync --yes')) ? { issues: 'write' } : {}),
  };
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IssuePlan } from '../../src/types/issue-plan.ts';
import type { Token } from '../github/routes.ts';
import { type GithubServer, startGithub } from '../github/start-github.ts';
import { addIssue, addRepository, type Repository } from '../github/world.ts';
import { found, orchardReview, trackerSchema } from '../issues/orchard.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, process.env.ORRERY_PROGRAM ?? 'bin/dev.js');
const reportSchema: object = JSON.parse(await readFile(join(root, 'schemas', 'issue-report.schema.json'), 'utf8'));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });

const ann = { login: 'ann', id: 7, type: 'User' } as const;
const person: Token = { user: ann, writes: ['comments', 'issues'], pushes: true };

let folder: string;
let server: GithubServer;
let repository: Repository;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-issues-'));
  server = await startGithub({ tokens: { person } });
  repository = addRepository(server.world, 'orchard', 'fruit');
  addIssue(server.world, repository, { user: ann, title: 'Apples are sour', labels: ['orrery'] });
  await write('orrery.yaml', 'services:\n  - name: fruit\nissues:\n  maxNew: 1\n');
  await write('review.json', JSON.stringify(orchardReview([found('fail')])));
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Played {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

async function read(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, name), 'utf8'));
}

interface Variables {
  readonly [name: string]: string;
}

function play(line: string, variables: Variables = { GITHUB_TOKEN: 'person' }): Promise<Played> {
  const given = { PATH: process.env['PATH'] ?? '', HOME: folder, GITHUB_API_URL: server.url, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...line.split(' ')], { cwd: folder, env: given }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const live = '--review review.json --repository orchard/fruit';

interface Refusal {
  readonly name: string;
  readonly line: string;
  readonly variables?: Variables;
  readonly plan?: string | ((plan: IssuePlan) => object);
  readonly says: string;
}

const apply = 'issues apply plan.json';

test.each<Refusal>([
  {
    name: 'no token to plan with',
    line: `issues plan ${live}`,
    variables: {},
    says: 'there is no token to ask GitHub for them',
  },
  { name: 'no token to sync with', line: `issues sync ${live}`, variables: {}, says: 'There is no token for GitHub.' },
  { name: 'no token to apply with', line: apply, variables: {}, plan: (plan) => plan, says: 'There is no token' },
  {
    name: 'a token that is not accepted',
    line: `issues sync ${live}`,
    variables: { GITHUB_TOKEN: 'wrong' },
    says: 'GitHub did not allow',
  },
  {
    name: 'a remote on another server than the API is',
    line: 'issues sync --review review.json',
    says: 'It is not known whose issues are meant.',
  },
  {
    name: 'what is no repository',
    line: 'issues sync --review review.json --repository fruit',
    says: 'fruit does not name a repository.',
  },
  {
    name: 'a repository that is not there',
    line: 'issues sync --review review.json --repository orchard/none',
    says: 'GitHub has nothing at',
  },
  { name: 'no file', line: apply, says: 'Cannot read plan.json: there is no such file.' },
  { name: 'no JSON', line: apply, plan: 'Not a plan.', says: 'plan.json is not a plan: it is not JSON.' },
  { name: 'a review instead', line: 'issues apply review.json', says: 'review.json is not a valid plan: / must' },
  {
    name: 'a plan of a later version',
    line: apply,
    plan: (plan) => ({ ...plan, schemaVersion: '1.9.0' }),
    says: 'plan.json is a plan of version 1.9, which this version cannot apply.',
  },
  {
    name: 'a plan for another repository',
    line: apply,
    plan: (plan) => ({ ...plan, repository: { ...plan.repository, id: 1 } }),
    says: 'The plan is for another repository than orchard/fruit.',
  },
  {
    name: 'a plan against no tracker',
    line: apply,
    plan: (plan) => ({ ...plan, repository: { name: 'orchard/fruit' } }),
    says: 'The plan was made without looking at the issues of a repository',
  },
  {
    name: 'a plan of what is not committed',
    line: apply,
    plan: (plan) => ({ ...plan, review: { ...plan.review, uncommitted: true } }),
    says: 'The plan was made from changes that are not committed',
  },
])('refuses $name', async ({ line, variables, plan, says }) => {
  if (typeof plan === 'string') await write('plan.json', plan);
  if (typeof plan === 'function') {
    expect(await play(`issues plan ${live} --out plan.json`)).toMatchObject({ status: 0, stderr: '' });
    await write('plan.json', JSON.stringify(plan((await read('plan.json')) as IssuePlan)));
  }
  const { status, stdout, stderr } = await play(line, variables);
  expect(stderr).toContain(says);
  expect([status, stdout]).toEqual([2, '']);
  expect(server.writes()).toEqual([]);
});

test.each([
  [`issues plan ${live}`, 'Nothing was sent.\n'],
  [`issues sync ${live}`, 'Nothing was sent.\nTo do it where nobody can be asked: --yes\n'],
  [`issues sync ${live} --dry-run`, 'Nothing was sent.\n'],
])('orrery %s changes nothing', async (line, end) => {
  const { status, stdout, stderr } = await play(line);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Issues of orchard/fruit: 1 to create.\n');
  expect(stdout.endsWith(end)).toBe(true);
  expect(server.requests.map(({ path }) => path)).toContain('/repos/orchard/fruit');
  expect(server.writes()).toEqual([]);
});

test('sync files what is missing, keeps the budget, and finds nothing to do then', async () => {
  const first = await play(`issues sync ${live} --yes --result result.json --state state.json`);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).not.toContain('Nothing was sent.');
  expect(first.stdout).toContain('Issues of orchard/fruit: 1 done.\n');
  expect(first.stdout).toContain('  create #2       ');
  const result = await read('result.json');
  expect(ajv.validate(reportSchema, result), ajv.errorsText()).toBe(true);
  expect(result).toMatchObject({ results: [{ kind: 'create', outcome: 'done', number: 2 }] });
  const state = await read('state.json');
  expect(state).toMatchObject({ pace: { creations: [expect.any(Number)] }, issues: { [repository.id]: [2] } });
  const second = await play(`issues sync ${live} --yes --state state.json`);
  expect(second).toMatchObject({ status: 0, stderr: '' });
  expect(second.stdout).toContain('Issues of orchard/fruit: nothing to do.');
  expect(server.writes()).toHaveLength(1);
  expect(repository.issues.map(({ number, labels }) => [number, labels])).toEqual([
    [1, ['orrery']],
    [2, ['orrery']],
  ]);
});

test('a plan is applied as it was written, with what it was made against recorded', async () => {
  await play(`issues plan ${live} --out plan.json --record-tracker tracker.json`);
  expect(ajv.validate(trackerSchema, await read('tracker.json')), ajv.errorsText()).toBe(true);
  const again = await play('issues plan --review review.json --tracker tracker.json --out -', {});
  expect(JSON.parse(again.stdout)).toEqual(await read('plan.json'));
  const applied = await play('issues apply plan.json --result -');
  expect([applied.status, applied.stderr]).toEqual([0, '']);
  expect(JSON.parse(applied.stdout)).toMatchObject({ results: [{ outcome: 'done' }] });
  expect(repository.issues[1]?.title).toBe((await readPlan()).actions[0]?.title);
});

test('a run that GitHub limits ends with 1, and says when to go on', async () => {
  await play(`issues plan ${live} --out plan.json`);
  const headers = { 'retry-after': '600', 'content-type': 'application/json' };
  server.fault = ({ method }) =>
    method === 'POST' ? { when: 'before', kind: 'answer', answer: { status: 429, headers, body: '{}' } } : undefined;
  const { status, stdout } = await play(apply);
  expect(status).toBe(1);
  expect(stdout).toContain('Issues of orchard/fruit: 1 left.\n');
  expect(stdout).toMatch(/Stopped: GitHub limits the requests of this token \(429\)\. Run again after\s+\d{4}-\d\d-/);
});

test.each([
  ['not JSON', '{'],
  [
    'of a clock that was wrong',
    '{"schemaVersion":"1.0.0","pace":{"creations":[9e15],"lastWrite":9e15,"blockedUntil":0}}',
  ],
])('a state file that is %s holds nothing up', async (_name, text) => {
  await write('state.json', text);
  const { status, stdout, stderr } = await play(`issues sync ${live} --yes --state state.json`);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.includes('state.json cannot be read, and is written anew.')).toBe(text === '{');
  expect(await read('state.json')).toMatchObject({ schemaVersion: '1.0.0' });
});

async function readPlan(): Promise<IssuePlan> {
  return (await read('plan.json')) as IssuePlan;
}

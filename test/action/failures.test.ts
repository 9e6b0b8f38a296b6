import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../github/faults.ts';
import type { Recorded } from '../github/open-test-github.ts';
import { addComment } from '../github/world.ts';
import { bot } from '../publish/scenario.ts';
import { type BuiltAction, buildAction } from './build-action.ts';
import { type Change, openChange, pullRequestEvent, pushChange, runOn } from './change.ts';
import { marker, openScene, type RunRequest, type Scene } from './scene.ts';
import { alone, shop } from './shop.ts';

let action: BuiltAction;
beforeAll(() => {
  action = buildAction();
});
afterAll(() => action.remove());

type Context = Parameters<typeof openScene>[0];

/** A change with a new gap. */
async function newGap(context: Context): Promise<{ scene: Scene; change: Change }> {
  const scene = await openScene(context, action.root, shop);
  return { scene, change: openChange(scene, { files: alone }) };
}

/** The same, of which an earlier run said something else. */
async function toldBefore(context: Context): Promise<{ scene: Scene; change: Change }> {
  const { scene, change } = await newGap(context);
  const { world } = scene.server;
  addComment(world, scene.repository, { user: bot, issue: change.number, body: `${marker}\n### An older verdict` });
  return { scene, change };
}

describe.concurrent('where GitHub does not take the result, it is in the summary and the log', () => {
  test.for<readonly [string, Partial<RunRequest>, ((request: Recorded) => Fault | undefined) | undefined, RegExp]>([
    ['no token', { inputs: { token: '' } }, undefined, /Nothing was published\. There is no token\./],
    ['a token that expired', { token: 'unknown' }, undefined, /Comment: GitHub did not allow .*401/],
    [
      'errors for everything',
      {},
      () => ({ when: 'before', kind: 'error-page' }),
      /Nothing was published\. GitHub answered .* with 500\./,
    ],
    [
      'a pull request that the token may not read',
      { inputs: { check: 'false' } },
      ({ path }) => (/\/pulls\/\d+$/.test(path) ? forbidden : undefined),
      /Comment: GitHub did not allow .*403/,
    ],
  ])('%s', async ([_what, request, fault, said], context) => {
    const { scene, change } = await newGap(context);
    scene.server.fault = fault ?? scene.server.fault;
    const run = await runOn(scene, change, request);
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2', 'comment-url': '', 'check-url': '' });
    expect(run.text).toMatch(said);
    for (const text of [run.summary, run.text]) expect(text).toContain('One instance serves all the traffic');
    expect(run.steps.get('review')?.log.commands).toMatchObject([
      { command: 'error', properties: { file: 'deploy/web.yaml', line: '6' } },
    ]);
    expect(scene.comments(change)).toEqual([]);
  });

  test('a check run is written where the pull request may not be read', async (context) => {
    const { scene, change } = await newGap(context);
    scene.server.fault = ({ path }) => (/\/pulls\/\d+$/.test(path) ? forbidden : undefined);
    const run = await runOn(scene, change);
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'failure' }]);
    expect(run.outputs['check-url']).not.toBe('');
  });
});

const forbidden: Fault = {
  when: 'before',
  kind: 'answer',
  answer: {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: '{"message":"Resource not accessible by integration"}',
  },
};

test('a report that cannot be written takes nothing else with it', async (context) => {
  const { scene, change } = await newGap(context);
  const run = await runOn(scene, change, { inputs: { report: 'json=README.md/review.json' } });
  expect(run.steps.get('review')?.exitCode, run.text).toBe(2);
  expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2' });
  expect(run.summary).toContain('One instance serves all the traffic');
  expect(scene.comments(change)[0]).toMatch(/^### Orrery: 2 new gaps/);
  expect(scene.checks(change)).toMatchObject([{ conclusion: 'failure', title: expect.stringContaining('2 new gaps') }]);
});

describe.concurrent('what nobody answered', () => {
  test.for(['before', 'after'] as const)('is there once, broken off %s it was done', async (when, context) => {
    const { scene, change } = await newGap(context);
    let left = 1;
    scene.server.fault = ({ method }) => (method === 'POST' && left-- > 0 ? { when, kind: 'reset' } : undefined);
    const run = await runOn(scene, change, { inputs: { check: 'false' } });
    // Not made again without certainty that it is not there: then the summary has to do.
    expect(scene.comments(change)).toHaveLength(when === 'after' ? 1 : 0);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2' });
    expect(run.summary).toContain('One instance serves all the traffic');
  });
});

describe.concurrent('a review that fails leaves no older verdict standing', () => {
  test('a history that cannot be fetched', async (context) => {
    const { scene, change } = await toldBefore(context);
    const workspace = scene.checkout(change.merge, 1);
    scene.origin.git('config', 'core.repositoryformatversion', '99');
    const run = await runOn(scene, change, { workspace });
    expect(run.steps.get('review')?.exitCode).toBe(2);
    expectFailed(scene, change, /could not be fetched/);
    expect(run.text).toContain('Set fetch-depth: 0 for actions/checkout');
    expect(run.summary).toContain('### Orrery: the review failed');
    expect(run.outputs).toMatchObject({ conclusion: '', new: '' });
    expect([...run.steps.keys()]).toEqual(['node', 'install', 'review']);
  });

  test.for<readonly [string, Partial<RunRequest>, number]>([
    ['a wrong input', { inputs: { tier: '9' } }, 2],
    ['a report that is none', { inputs: { report: 'jsn=review.json' } }, 2],
    ['a folder that is not there', { inputs: { path: 'nowhere' } }, 2],
  ])('%s', async ([_what, request, exitCode], context) => {
    const { scene, change } = await toldBefore(context);
    const run = await runOn(scene, change, request);
    expect(run.steps.get('review')?.exitCode, run.text).toBe(exitCode);
    expectFailed(scene, change, /./);
  });

  test('a program that is killed', async (context) => {
    const { scene, change } = await toldBefore(context);
    let kill: () => void = () => {};
    let requests = 0;
    scene.server.fault = () => {
      requests += 1;
      if (requests === 2) kill();
      return undefined;
    };
    const run = await runOn(scene, change, {
      onStep: (step, { pid }) => {
        if (step === 'review' && pid !== undefined) kill = () => process.kill(-pid, 'SIGKILL');
      },
    });
    expect(run.steps.get('review')?.exitCode).toBeUndefined();
    expect([...run.steps.keys()]).toEqual(['node', 'install', 'review', '4']);
    expect(run.failed).toBe(true);
    expectFailed(scene, change, /the workflow ended before the review did/);
    expect(run.summary).toContain('### Orrery: the review failed');
  });

  test('and makes no comment of its own', async (context) => {
    const { scene, change } = await newGap(context);
    await runOn(scene, change, { inputs: { tier: '9', check: 'false' } });
    expect(scene.takeWrites()).toEqual([]);
  });

  function expectFailed(scene: Scene, change: Change, why: RegExp): void {
    expect(scene.comments(change)).toEqual([
      expect.stringMatching(/^### Orrery: the review failed\n\nThere is no verdict on `[0-9a-f]{7}`: /),
    ]);
    expect(scene.comments(change)[0]).toMatch(why);
    expect(scene.comments(change)[0]).toContain(change.head.slice(0, 7));
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'failure', title: 'Orrery: the review failed' }]);
  }
});

test('a configuration that the change breaks, and mends again', async (context) => {
  const scene = await openScene(context, action.root, shop);
  const broken = openChange(scene, { files: { 'orrery.yaml': 'services: {web: [\n' } });
  const run = await runOn(scene, broken);
  expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
  expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '0' });
  expect(scene.comments(broken)[0]).toContain('**Broken:** What would govern the review cannot be read: ');
  expect(scene.comments(broken)[0]).toContain('[`orrery.yaml:');
  const again = pushChange(scene, broken, { 'orrery.yaml': undefined });
  expect((await scene.run({ event: pullRequestEvent(again), workspace: scene.checkout(again.merge, 1) })).failed).toBe(
    false,
  );
  expect(scene.comments(again)[0]).toMatch(/^### Orrery: nothing got worse\n/);
});

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployment, service } from '../since/manifests.ts';
import { type BuiltAction, buildAction } from './build-action.ts';
import { type Change, openChange, pullRequestEvent, pushChange, pushMain, runOn } from './change.ts';
import { openScene, type Scene } from './scene.ts';
import { alone, shop } from './shop.ts';

let action: BuiltAction;
beforeAll(() => {
  action = buildAction();
});
afterAll(() => action.remove());

/** What `alone` does, and nothing of what `main` did. */
const theOneGap = { conclusion: 'failure', new: '2', worse: '0', fixed: '0', blocking: '1' };
const unpublished = { comment: 'false', check: 'false' };

/** A change behind `main`, where a gap was mended meanwhile: held against the newest `main` it would be a new one. */
async function staleChange(context: Parameters<typeof openScene>[0]): Promise<{ scene: Scene; change: Change }> {
  const api = { 'deploy/api.yaml': deployment('api', { replicas: 1 }), 'deploy/api-service.yaml': service('api') };
  const scene = await openScene(context, action.root, { ...shop, ...api });
  const { base } = openChange(scene, { files: alone });
  pushMain(scene, { 'deploy/api.yaml': deployment('api') });
  // Another push, as the merge for trial is made anew once the base has moved.
  const opened = { number: 2, branch: 'work', base, head: '', merge: '', from: 'acme/shop' };
  const change = pushChange(scene, opened, { 'README.md': '# The shop\n' });
  scene.repository.mergeBases[`${change.base}...${change.head}`] = base;
  return { scene, change };
}

describe.concurrent('what a checkout is compared with', () => {
  test.for([1, 0])('the base that it is merged with, at depth %d', async (depth, context) => {
    const { scene, change } = await staleChange(context);
    const run = await runOn(scene, change, { workspace: scene.checkout(change.merge, depth), inputs: unpublished });
    expect(run.outputs, run.text).toMatchObject(theOneGap);
    expect(run.text).toContain(`since ${change.base.slice(0, 7)}`);
  });

  test.for([1, 0])('where the head left main, at depth %d', async (depth, context) => {
    const { scene, change } = await staleChange(context);
    const run = await runOn(scene, change, { workspace: scene.checkout(change.head, depth), inputs: unpublished });
    expect(run.outputs, run.text).toMatchObject(theOneGap);
    expect(run.text).not.toContain(`since ${change.base.slice(0, 7)}`);
    // Only where the history is not there.
    expect(scene.server.requests.filter(({ path }) => path.includes('/compare/'))).toHaveLength(depth);
  });

  test('nothing where a partial clone does not hold the base, which it says', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: alone });
    const workspace = scene.checkout(change.merge, 0, 'blob:none');
    const run = await runOn(scene, change, { workspace, inputs: unpublished });
    expect(run.steps.get('review')?.exitCode).toBe(2);
    expect(run.text).toMatch(/is not here: this is a partial clone|A partial clone holds too little/);
  });

  test('a folder of it, by its own paths', async (context) => {
    const inFolder = (files: object) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`services/web shop/${path}`, text]));
    const scene = await openScene(context, action.root, { ...inFolder(shop), ...shop });
    const change = openChange(scene, { files: { ...inFolder(alone), 'deploy/web.yaml': undefined } });
    const run = await runOn(scene, change, { inputs: { path: 'services/web shop' } });
    expect(run.outputs, run.text).toMatchObject(theOneGap);
    expect(scene.comments(change)[0]).toContain(
      `[\`deploy/web.yaml:6\`](https://github.test/acme/shop/blob/${change.head}/services/web%20shop/deploy/web.yaml#L6)`,
    );
    expect(scene.checks(change)[0]?.annotations).toMatchObject([{ path: 'services/web shop/deploy/web.yaml' }]);
  });

  test.for([
    ['a branch that is deleted by now', 'acme/shop'],
    ['a fork that is deleted by now', null],
  ] as const)('the base, for %s', async ([_what, from], context) => {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: alone, from });
    if (from !== null) scene.author.git('push', '-q', 'origin', `:refs/heads/${change.branch}`);
    const run = await runOn(scene, change, { inputs: { check: 'false' } });
    expect(run.outputs, run.text).toMatchObject(theOneGap);
    expect(scene.comments(change)).toHaveLength(1);
  });

  test('a checkout that belongs to somebody else, as in a container', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: alone });
    const workspace = scene.checkout(change.merge, 1);
    if (process.getuid?.() !== 0) return context.skip('Only root may give files away.');
    execFileSync('chown', ['-R', '12345', workspace]);
    const run = await runOn(scene, change, { workspace, inputs: unpublished });
    expect(run.outputs, run.text).toMatchObject(theOneGap);
  });
});

test('a run of an older commit that ends late changes nothing', async (context) => {
  const scene = await openScene(context, action.root, shop);
  const older = openChange(scene, { files: alone });
  const event = pullRequestEvent(older);
  const workspace = scene.checkout(older.merge, 1);
  // A force push: the older commit is on no branch any more.
  const forced = { ...older, ...openAgain(scene, older) };
  await runOn(scene, forced);
  const before = scene.comments(forced);
  scene.takeWrites();
  const run = await scene.run({ event, workspace });
  expect(scene.takeWrites()).toEqual([]);
  expect(scene.comments(forced)).toEqual(before);
  expect(run.text).toContain('Nothing was published. A newer commit is there by now.');
  expect(run.outputs, run.text).toMatchObject(theOneGap);
});

/** The branch begins at `main` again. */
function openAgain(scene: Scene, change: Change): Change {
  scene.author.git('checkout', '-q', '-B', change.branch, 'main');
  return pushChange(scene, change, { 'deploy/web.yaml': deployment('web', { readiness: false }) });
}

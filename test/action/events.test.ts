import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ann } from '../publish/scenario.ts';
import { type BuiltAction, buildAction } from './build-action.ts';
import { type Change, openChange, pullRequestEvent, pushChange, runOn } from './change.ts';
import { openScene, type Scene } from './scene.ts';
import { alone, shop } from './shop.ts';

let action: BuiltAction;
beforeAll(() => {
  action = buildAction();
});
afterAll(() => action.remove());

describe.concurrent('events that are no pull request', () => {
  test('a group of them before they are merged: a check run, and no comment', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const { base, merge } = openChange(scene, { files: alone });
    const payload = { action: 'checks_requested', merge_group: { base_sha: base, head_sha: merge, base_ref: 'main' } };
    const event = { name: 'merge_group', payload, sha: merge };
    const run = await scene.run({ event, workspace: scene.checkout(merge, 0) });
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2', 'comment-url': '' });
    expect(scene.checks({ head: merge })).toMatchObject([{ conclusion: 'failure' }]);
    expect(scene.takeWrites()).toHaveLength(1);
  });

  test.for(['push', 'schedule', 'workflow_dispatch'])('%s: the whole review, and no request', async (name, context) => {
    const scene = await openScene(context, action.root, { ...shop, ...alone });
    const sha = scene.author.git('rev-parse', 'main');
    const request = { event: { name, payload: { ref: 'refs/heads/main' }, sha }, workspace: scene.checkout(sha, 1) };
    const run = await scene.run(request);
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: '', verdict: 'NO-GO', new: '', 'comment-url': '' });
    expect(Number(run.outputs['gaps'])).toBeGreaterThan(2);
    expect(run.summary).toContain('One instance serves all the traffic');
    expect(scene.server.requests).toEqual([]);
    expect((await scene.run({ ...request, inputs: { 'fail-on': 'nothing' } })).failed).toBe(false);
  });

  test('pull_request_target: refused before anything of the change is read', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: alone, from: 'ann/shop' });
    const event = pullRequestEvent(change, 'pull_request_target');
    const run = await scene.run({ event, workspace: scene.checkout(change.merge, 1) });
    expect(run.steps.get('review')?.exitCode).toBe(2);
    expect(run.text).toContain('Orrery does not run on pull_request_target');
    expect(scene.server.requests).toEqual([]);
    expect(run.summary).toBe('');
  });
});

describe.concurrent('two workflows, for changes from forks', () => {
  test('the first reviews without rights, the second publishes', async (context) => {
    const { scene, change, review } = await reviewedFork(context);
    const run = await secondRun(scene, change, review);
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2', blocking: '1' });
    expect(scene.comments(change)[0]).toMatch(/^### Orrery: 2 new gaps, 1 would block a launch\n/);
    expect(scene.comments(change)[0]).toContain(`/blob/${change.head}/deploy/web.yaml#L6`);
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'failure', annotations: [{ path: 'deploy/web.yaml' }] }]);
  });

  test.for<readonly [string, (scene: Scene, change: Change) => void, string]>([
    [
      'a newer commit is there',
      (scene, change) => pushChange(scene, change, { 'README.md': '# Newer\n' }),
      'A newer commit is there by now.',
    ],
    [
      'the pull request is closed',
      ({ repository }, { number }) => {
        for (const issue of repository.issues) if (issue.number === number) issue.state = 'closed';
      },
      'No open pull request comes from the branch that was reviewed.',
    ],
  ])('nothing is published where %s', async ([_what, meanwhile, said], context) => {
    const { scene, change, review } = await reviewedFork(context);
    meanwhile(scene, change);
    const run = await secondRun(scene, change, review);
    expect(scene.takeWrites()).toEqual([]);
    expect(run.text).toContain(`Nothing was published. ${said}`);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2' });
  });

  test('a review file that is none is refused, and says so on the commit', async (context) => {
    const { scene, change, review } = await reviewedFork(context);
    const run = await secondRun(scene, change, join(review, '..', 'README.md'));
    expect(run.steps.get('review')?.exitCode).toBe(2);
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'failure', title: 'Orrery: the review failed' }]);
  });

  /** A change of a fork, and the review file that its own workflow left. */
  async function reviewedFork(context: Parameters<typeof openScene>[0]) {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: alone, from: 'ann/shop' });
    const workspace = scene.checkout(change.merge, 1);
    const first = await runOn(scene, change, { workspace, token: 'reads', inputs: { report: 'json=review.json' } });
    expect(first.steps.get('review')?.exitCode, first.text).toBe(1);
    expect(scene.comments(change)).toEqual([]);
    // What it was not allowed to.
    scene.takeWrites();
    const review = join(scene.folder, 'review.json');
    cpSync(join(workspace, 'review.json'), review);
    return { scene, change, review };
  }

  /** Runs in the base's workflow, which checks out nothing of the change. */
  async function secondRun(scene: Scene, { head, base, branch }: Change, review: string) {
    const payload = {
      action: 'completed',
      workflow_run: {
        event: 'pull_request',
        head_sha: head,
        head_branch: branch,
        head_repository: { full_name: 'ann/shop', owner: { login: ann.login } },
        // Of a fork GitHub says nothing here.
        pull_requests: [],
      },
    };
    const event = { name: 'workflow_run', payload, sha: base };
    return scene.run({ event, workspace: scene.checkout(base, 1), inputs: { review } });
  }
});

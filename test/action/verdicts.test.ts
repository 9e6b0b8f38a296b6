import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Repository as GitRepository } from '../since/git-repository.ts';
import { deployment } from '../since/manifests.ts';
import { type BuiltAction, buildAction } from './build-action.ts';
import { type Files, openChange, pushChange, pushMain, runOn } from './change.ts';
import { openScene } from './scene.ts';
import { alone, mended, shop } from './shop.ts';

let action: BuiltAction;
beforeAll(() => {
  action = buildAction();
});
afterAll(() => action.remove());

describe.concurrent('what a pull request is told', () => {
  test('a new gap, once; then that it is mended', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const first = openChange(scene, { files: alone });
    const run = await runOn(scene, first);
    expect(run.failed).toBe(true);
    expect(run.steps.get('review')?.exitCode).toBe(1);
    expect([...run.steps.keys()]).toEqual(['node', 'install', 'review']);
    expect(run.used).toEqual([]);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', new: '2', blocking: '1', fixed: '0', gaps: '' });
    const [comment = ''] = scene.comments(first);
    expect(comment).toMatch(/^### Orrery: 2 new gaps, 1 would block a launch\n/);
    expect(comment).toContain(
      `[\`deploy/web.yaml:6\`](https://github.test/acme/shop/blob/${first.head}/deploy/web.yaml#L6)`,
    );
    expect(scene.checks(first)).toMatchObject([
      { conclusion: 'failure', annotations: [{ path: 'deploy/web.yaml', start_line: 6, annotation_level: 'failure' }] },
    ]);
    expect(run.outputs['comment-url']).toMatch(/^https:\/\/github\.test\/acme\/shop\/pull\/2#issuecomment-\d+$/);
    expect(run.outputs['check-url']).toBe(`https://github.test/acme/shop/runs/${scene.checks(first)[0]?.id}`);
    expect(run.summary).toContain('One instance serves all the traffic');
    expect(run.steps.get('review')?.log.commands).toEqual([]);
    expect(scene.takeWrites().map(({ method }) => method)).toEqual(['POST', 'POST']);

    await runOn(scene, first);
    expect(scene.takeWrites()).toEqual([]);

    const second = pushChange(scene, first, mended);
    const again = await runOn(scene, second, { runId: '78' });
    expect(again.failed).toBe(false);
    expect(again.outputs).toMatchObject({ conclusion: 'success', new: '0', blocking: '0' });
    expect(again.outputs['comment-url']).toBe(run.outputs['comment-url']);
    expect(scene.comments(second)).toHaveLength(1);
    expect(scene.comments(second)[0]).toMatch(/^### Orrery: nothing got worse\n/);
    expect(scene.comments(second)[0]).toContain(second.head.slice(0, 7));
    expect(scene.checks(second)).toMatchObject([{ conclusion: 'success', annotations: [] }]);
    expect(scene.checks(first)).toMatchObject([{ conclusion: 'failure' }]);
  });

  const moved = { 'deploy/web.yaml': undefined, 'manifests/web.yaml': alone['deploy/web.yaml'] };

  test.for<readonly [string, Files, Files]>([
    ['debt that it does not touch', alone, { 'README.md': '# The shop\n' }],
    ['a gap that it mends', { 'deploy/web.yaml': deployment('web', { readiness: false }) }, mended],
    ['nothing that matters', {}, { 'notes.txt': 'Monday\n' }],
    ['a file that it renames, debt and all', alone, moved],
  ])('%s, without a comment', async ([_what, before, files], context) => {
    const scene = await openScene(context, action.root, { ...shop, ...before });
    const change = openChange(scene, { files });
    const run = await runOn(scene, change);
    expect(run.failed).toBe(false);
    expect(run.outputs).toMatchObject({ conclusion: 'success', new: '0', worse: '0', 'comment-url': '' });
    expect(scene.comments(change)).toEqual([]);
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'success' }]);
    expect(scene.takeWrites()).toHaveLength(1);
  });

  test('a value that cannot be told any more, in words', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const files = { 'deploy/web.yaml': deployment('web', { replicas: '${REPLICAS}' }) };
    const change = openChange(scene, { files });
    const run = await runOn(scene, change);
    expect(run.steps.get('review')?.exitCode).toBe(1);
    const [comment = ''] = scene.comments(change);
    expect(comment).toContain('`replicas.min: not known (${REPLICAS} is filled in when it is deployed)`');
    expect(comment).toContain('Raise the floor from replicas.min.');
    const told = [comment, run.summary, run.text, JSON.stringify(scene.checks(change))];
    expect(told.filter((text) => text.includes('$unknown'))).toEqual([]);
  });

  test('what is weaker and still passes, without failing', async (context) => {
    const scene = await openScene(context, action.root, {
      ...shop,
      'deploy/web.yaml': deployment('web', { replicas: 9 }),
    });
    const change = openChange(scene, { files: mended });
    const run = await runOn(scene, change);
    expect(run.failed).toBe(false);
    expect(run.outputs).toMatchObject({ conclusion: 'neutral', new: '0' });
    expect(Number(run.outputs['weakened'])).toBeGreaterThan(0);
    expect(scene.comments(change)[0]).toMatch(/^### Orrery: \d weaker\n/);
    expect(scene.checks(change)).toMatchObject([{ conclusion: 'neutral' }]);
    const strict = await runOn(scene, change, { inputs: { 'fail-on': 'any' } });
    expect(strict.steps.get('review')?.exitCode).toBe(1);
    expect(strict.outputs['conclusion']).toBe('failure');
  });

  test('nothing of what others did to main meanwhile', async (context) => {
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { files: { 'README.md': '# The shop\n' } });
    pushMain(scene, alone);
    const newer = pushChange(scene, change, { 'README.md': '# Our shop\n' });
    // What the merge brings from main is on both sides; a checkout of the head is compared with where it left main.
    for (const workspace of [scene.checkout(newer.merge, 1), scene.checkout(newer.head, 0)]) {
      const run = await runOn(scene, newer, { workspace });
      expect(run.outputs).toMatchObject({ conclusion: 'success', new: '0', fixed: '0' });
    }
    expect(scene.comments(newer)).toEqual([]);
  });

  test('every gap, in the summary and the log, where a fork’s token writes nothing', async (context) => {
    const names = Array.from({ length: 14 }, (_, index) => `web-${index}`);
    const files = Object.fromEntries(names.map((name) => [`deploy/${name}.yaml`, deployment(name, { replicas: 1 })]));
    const scene = await openScene(context, action.root, shop);
    const change = openChange(scene, { from: 'ann/shop', files });
    const run = await runOn(scene, change, { token: 'reads', inputs: { report: 'json=review.json' } });
    expect(run.steps.get('review')?.exitCode).toBe(1);
    expect(scene.comments(change)).toEqual([]);
    expect(scene.checks(change)).toEqual([]);
    for (const name of names) {
      expect(run.summary).toContain(`\`deploy/${name}.yaml:`);
      expect(run.text).toContain(`${name}/server at deploy/${name}.yaml:`);
    }
    const { commands, lines } = run.steps.get('review')?.log ?? { commands: [], lines: [] };
    const errors = commands.filter(({ command }) => command === 'error');
    expect(errors.map(({ properties }) => properties['title']).at(-1)).toMatch(/^And \d+ more$/);
    expect(errors[0]?.properties).toMatchObject({ file: 'deploy/web-0.yaml' });
    expect(lines.join('\n')).toMatch(/Comment: GitHub did not allow .*\nCheck run: GitHub did not allow /);
    expect(run.outputs).toMatchObject({ conclusion: 'failure', 'comment-url': '', 'check-url': '' });
  });
});

test('three thousand changed files', async (context) => {
  const scene = await openScene(context, action.root, shop);
  const numbers = Array.from({ length: 3000 }, (_, index) => index);
  const apps = numbers.filter((index) => index % 20 === 0);
  const files = numbers.map((index): [string, string] =>
    index % 20 === 0 ? [`apps/app-${index}.yaml`, deployment(`app-${index}`)] : [`docs/page-${index}.md`, '# Page\n'],
  );
  const change = openChange(scene, { head: commitMany(scene.author, files) });
  const run = await runOn(scene, change);
  expect(run.steps.get('review')?.exitCode).toBe(1);
  expect(Number(run.outputs['new'])).toBeGreaterThan(400);
  const [comment = ''] = scene.comments(change);
  expect(/^- and \d+ more$/m.test(comment)).toBe(true);
  expect(apps.filter((index) => !run.summary.includes(`/app-${index}.yaml`))).toEqual([]);
  // Two hundred take four requests, a second apart.
  expect(scene.checks(change)[0]?.annotations).toHaveLength(200);
  expect(run.outputs['comment-url']).not.toBe('');
});

/** A commit on `main` with many more files, made without writing them to a work tree. */
function commitMany({ root, git }: GitRepository, files: readonly (readonly [string, string])[]): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}`;
  const head = ['commit refs/heads/many', 'committer ann <ann@example.com> 1790000000 +0000', data('change')];
  const changes = files.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  const input = [...head, 'from refs/heads/main', ...changes, ''].join('\n');
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input });
  return git('rev-parse', 'many');
}

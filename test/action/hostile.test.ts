import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markdownProblems } from '../report/markdown-problems.ts';
import { markdownActs } from '../report/report-problems.ts';
import { type BuiltAction, buildAction } from './build-action.ts';
import { openChange, runOn } from './change.ts';
import { hostileFiles, hostileGovernance, hostileTexts } from './hostile-shop.ts';
import type { ActionRun } from './run-action.ts';
import { marker, openScene, type Scene, workflowTokens } from './scene.ts';
import { shop } from './shop.ts';

let action: BuiltAction;
beforeAll(() => {
  action = buildAction();
});
afterAll(() => action.remove());

/** As hostile as git lets a branch be called. */
const branch = 'work/@org/team`$(touch,forged)`<!--orrery/pull-request-orrery-->fixes-#1|%0A';
const outputs = 'told conclusion verdict new worse weakened fixed blocking'.split(' ');

describe.concurrent('what a stranger’s repository says does nothing', () => {
  test('in a comment, a check run, a summary and a log', async (context) => {
    const scene = await openScene(context, action.root, hostileBase());
    const change = openChange(scene, { branch, files: hostileChange() });
    const workspace = scene.checkout(change.merge, 1);
    const run = await runOn(scene, change, { workspace });
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expect(Number(run.outputs['new'])).toBeGreaterThanOrEqual(hostileTexts.length);
    expectNoHarm(run, scene, ['comment-url', 'check-url']);
    expect(run.steps.get('review')?.log.commands).toEqual([]);
    expect(existsSync(join(workspace, 'forged'))).toBe(false);

    const { body = '' } = scene.repository.comments.find(({ issue }) => issue === change.number) ?? {};
    expect(body.split('\n').filter((line) => /^\s*<!--/.test(line))).toEqual([marker]);
    const [{ summary = '', title = '', annotations = [] } = {}] = scene.checks(change);
    for (const text of [body.slice(marker.length + 1), summary ?? '', run.summary]) expect(actsOf(text)).toEqual([]);
    // The path is the file's own, whatever it is called.
    const said = annotations.flatMap((one) =>
      Object.entries(one).flatMap(([key, text]) => (key === 'path' ? [] : text)),
    );
    expect([title, ...said].filter((text) => /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u.test(String(text)))).toEqual(
      [],
    );
    // Our own comment is found again, whatever is quoted in it.
    scene.takeWrites();
    await runOn(scene, change, { workspace });
    expect(scene.takeWrites()).toEqual([]);
  });

  test('in the commands of a log', async (context) => {
    const scene = await openScene(context, action.root, hostileBase());
    const change = openChange(scene, { branch, from: 'ann/shop', files: hostileChange() });
    const run = await runOn(scene, change, { token: 'reads' });
    expectNoHarm(run, scene, []);
    const commands = run.steps.get('review')?.log.commands ?? [];
    expect(commands.length).toBeGreaterThan(5);
    for (const { properties, data } of commands) {
      expect(properties['title']).not.toBe('');
      expect(data).not.toBe('forged');
      expect(Object.keys(properties).filter((key) => !/^(?:file|line|endLine|title)$/.test(key))).toEqual([]);
    }
    expect(commands.filter(({ properties }) => properties['file'] === 'a.yaml')).toEqual([]);
  });

  test('in what a failure says', async (context) => {
    const scene = await openScene(context, action.root, hostileBase());
    const own = {
      'orrery.yaml': 'checks: { paths: [.orrery/checks, "::error::own"] }\n',
      '.orrery/checks/##[error]forged.yaml': 'title: [',
      '::error::own/redundancy/forged.yaml': 'title: [',
    };
    const waivers = JSON.stringify(hostileTexts.map((text) => ({ check: text, [text]: text, expires: text })));
    const change = openChange(scene, { branch, files: { ...own, '.orrery/waivers.yaml': waivers } });
    const whole = await scene.run({
      event: { name: 'push', payload: {}, sha: change.head },
      workspace: scene.checkout(change.head, 1),
    });
    expect(whole.steps.get('review')?.exitCode, whole.text).toBe(2);
    expect(whole.text).toContain(': :error::own/redundancy/forged.yaml:1: ');
    expect(whole.steps.get('review')?.log.commands).toEqual([]);
    expectNoHarm(whole, scene, undefined);
    const run = await runOn(scene, change);
    expect(run.steps.get('review')?.exitCode, run.text).toBe(1);
    expectNoHarm(run, scene, ['comment-url', 'check-url']);
    expect(actsOf(scene.comments(change)[0] ?? '')).toEqual([]);
    expect(actsOf(run.summary)).toEqual([]);
  });
});

function hostileBase() {
  return { ...shop, ...hostileFiles(3), ...hostileGovernance('A reason') };
}

function hostileChange() {
  return { ...hostileFiles(1), ...hostileGovernance(hostileTexts.join(' ')) };
}

/** Links to our own lines and runs are ours, and so are the tags that fold a text. */
function actsOf(markdown: string): readonly string[] {
  const ours = /\]\(https:\/\/github\.test\/acme\/shop\/(?:blob|actions)\/[\w/%.~-]+(?:#L\d+)?\)/g;
  const text = markdown.replaceAll(ours, ']').replaceAll('<details><summary>', '<details>\n<summary>');
  return [...markdownProblems(text), ...markdownActs(text, '<details> <summary> </summary> </details>')];
}

/** Only the outputs that we set, and no token anywhere. */
function expectNoHarm(run: ActionRun, scene: Scene, more: readonly string[] | undefined): void {
  const set = [...(run.steps.get('review')?.outputs.keys() ?? [])];
  if (more) expect(set.sort()).toEqual([...outputs, ...more].sort());
  else expect(set).toEqual([]);
  const told = [run.text, run.summary, JSON.stringify(run.outputs), JSON.stringify(scene.repository)];
  expect(told.filter((text) => Object.values(workflowTokens).some((token) => text.includes(token)))).toEqual([]);
}

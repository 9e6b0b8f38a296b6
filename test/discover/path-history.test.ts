import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { discover } from '../../src/discover/discover.ts';
import { openBase } from '../../src/discover/open-base.ts';
import { pathHistory } from '../../src/discover/path-history.ts';

function git(root: string, args: readonly string[], by = 'ada', day = '2026-01-01'): string {
  const date = `${day}T12:00:00Z`;
  const identity = { GIT_AUTHOR_NAME: by, GIT_AUTHOR_EMAIL: `${by}@example.com`, GIT_AUTHOR_DATE: date };
  const committer = { GIT_COMMITTER_NAME: by, GIT_COMMITTER_EMAIL: `${by}@example.com`, GIT_COMMITTER_DATE: date };
  const env = { ...process.env, ...identity, ...committer, GIT_CONFIG_GLOBAL: '/dev/null' };
  return execFileSync('git', [...args], { cwd: root, env, encoding: 'utf8' });
}

function repository(): string {
  const root = mkdtempSync(join(tmpdir(), 'orrery-history-'));
  git(root, ['init', '-q', '-b', 'main']);
  mkdirSync(join(root, 'docs'));
  const commit = (text: string, by: string, day: string): void => {
    writeFileSync(join(root, 'docs', 'runbook.md'), `# Runbook\n${text}\n`);
    git(root, ['add', '.']);
    git(root, ['commit', '-q', '-m', text], by, day);
  };
  commit('one', 'ada', '2026-01-01');
  writeFileSync(join(root, 'docs', 'other.md'), '# Other\n');
  commit('two', 'ben', '2026-02-02');
  commit('three', 'Ada', '2026-03-03');
  return root;
}

const PATH = 'docs/runbook.md';

test('the last change and the people, up to a commit', async () => {
  const root = repository();
  expect(await pathHistory(root, [PATH, 'docs/gone.md'])).toEqual(
    new Map([[PATH, { changedOn: '2026-03-03', authors: 2 }]]),
  );
  expect(await pathHistory(root, [PATH], 'HEAD~2')).toEqual(new Map([[PATH, { changedOn: '2026-01-01', authors: 1 }]]));
  expect(await pathHistory(join(root, 'docs'), ['runbook.md'])).toEqual(
    new Map([['runbook.md', { changedOn: '2026-03-03', authors: 2 }]]),
  );
});

test('a base has the history that it had', async () => {
  const root = repository();
  const base = await openBase(root, { ref: 'HEAD~1' });
  const checkout = await base.checkout(await discover(root, []), []);
  expect((await checkout.history?.([PATH]))?.get(PATH)?.changedOn).toBe('2026-02-02');
  await base.remove();
});

test('the oldest commit of a shallow clone tells nothing', async () => {
  const root = repository();
  const clone = mkdtempSync(join(tmpdir(), 'orrery-shallow-'));
  git(clone, ['clone', '-q', '--depth', '1', `file://${root}`, 'copy']);
  expect(await pathHistory(join(clone, 'copy'), [PATH])).toEqual(new Map());
});

test('nothing outside a repository', async () => {
  expect(await pathHistory(mkdtempSync(join(tmpdir(), 'orrery-plain-')), [PATH])).toEqual(new Map());
});

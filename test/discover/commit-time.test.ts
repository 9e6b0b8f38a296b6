import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitTime } from '../../src/discover/commit-time.ts';

let folder = '';
let commit = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orrery-commit-'));
  const when = { GIT_AUTHOR_DATE: '2026-03-01T10:00:00Z', GIT_COMMITTER_DATE: '2026-03-02T10:00:00+02:00' };
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: folder,
      env: { ...process.env, ...when },
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '-m', 'Start');
  commit = git('rev-parse', 'HEAD').trim();
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the time of a commit is when it was committed, in UTC', async () => {
  expect(await commitTime(folder, commit)).toBe('2026-03-02T08:00:00.000Z');
});

test.each(['0'.repeat(40), '--all', 'HEAD', ''])('there is none for %j', async (name) => {
  expect(await commitTime(folder, name)).toBeUndefined();
});

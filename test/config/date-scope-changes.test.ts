import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dateScopeChanges } from '../../src/config/date-scope-changes.ts';
import { writeTree } from './write-tree.ts';

const place = { file: 'a.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;

async function changedOn(root: string, on: string, scope: readonly string[]): Promise<string | undefined> {
  const attestation = { kind: 'attestation', check: 'a/b', by: 'ann', on, evidence: 'e', scope, place } as const;
  const [dated] = await dateScopeChanges({ root }, [attestation]);
  return dated?.kind === 'attestation' ? dated.changedOn : undefined;
}

function commit(root: string, day: string): void {
  const date = `${day}T23:30:00-0500`;
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['add', '-A'], { cwd: root });
  const env = { PATH: process.env['PATH'], GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date };
  execFileSync('git', [...identity, 'commit', '-qm', day], { cwd: root, env });
}

test('the last commit that touched the scope, in UTC', async () => {
  const root = writeTree({ 'db/main.tf': '1', 'web/app.yaml': '1' });
  expect(await changedOn(root, '2026-01-01', ['db'])).toBeUndefined();
  execFileSync('git', ['init', '-q'], { cwd: root });
  commit(root, '2026-01-10');
  writeFileSync(join(root, 'web/app.yaml'), '2');
  commit(root, '2026-02-10');
  expect(await changedOn(root, '2026-01-01', ['db/**'])).toBe('2026-01-11');
  expect(await changedOn(root, '2026-01-01', ['db', 'web/*.yaml'])).toBe('2026-02-11');
  expect(await changedOn(root, '2026-01-11', ['db'])).toBeUndefined();
  expect(await changedOn(root, '2026-01-01', ['--all', 'gone/**'])).toBeUndefined();
  const shallow = writeTree({});
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, 'copy'], { cwd: shallow });
  expect(await changedOn(join(shallow, 'copy'), '2026-01-01', ['db'])).toBeUndefined();
});

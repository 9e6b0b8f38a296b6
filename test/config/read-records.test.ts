import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRecords } from '../../src/config/read-records.ts';
import type { Waiver } from '../../src/types/override.ts';
import { writeTree } from './write-tree.ts';

const file = '.orrery/waivers.yaml';

function waiverAt(line: number, approver: string): Waiver {
  const place = { file, line, column: 1, exact: true, via: 'source' } as const;
  return { kind: 'waiver', check: 'a/b', reason: 'r', owner: 'o', approver, expires: '2027-01-01', place };
}

function commit(root: string, author: string, day: string): void {
  const date = `${day}T12:00:00Z`;
  const identity = [
    '-c',
    `user.name=${author}`,
    '-c',
    `user.email=${author}@example.com`,
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', ['add', '-A'], { cwd: root });
  const env = { PATH: process.env['PATH'], GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date };
  execFileSync('git', [...identity, 'commit', '-qm', day], { cwd: root, env });
}

test('who wrote a record, when, and whether they approved it', async () => {
  const root = writeTree({ [file]: 'one\n' });
  const told = async (from: string, line: number, approver: string) => {
    const [override] = await readRecords({ root: from }, [waiverAt(line, approver)]);
    return override?.kind === 'waiver' && [override.recorded?.by, override.recorded?.on, override.verifiedBy];
  };
  expect(await told(root, 1, 'ann')).toEqual([undefined, undefined, undefined]);
  execFileSync('git', ['init', '-q'], { cwd: root });
  commit(root, 'ann', '2026-01-10');
  writeFileSync(join(root, file), 'one\nauthor ben\nthree\n');
  commit(root, 'ben', '2026-02-10');
  writeFileSync(join(root, file), 'one\nauthor ben\nthree\nfour\n');
  expect(await told(root, 1, 'ANN@example.com')).toEqual(['ann', '2026-01-10', 'author']);
  expect(await told(root, 1, 'ben')).toEqual(['ann', '2026-01-10', undefined]);
  expect(await told(root, 3, '@ben')).toEqual(['ben', '2026-02-10', 'author']);
  expect(await told(root, 4, 'ben')).toEqual([undefined, undefined, undefined]);
  const home = writeTree({});
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, 'copy'], { cwd: home });
  expect(await told(join(home, 'copy'), 1, 'ann')).toEqual([undefined, undefined, undefined]);
});

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { traceOverrides } from '../../src/trace-overrides.ts';
import type { Document } from '../../src/types/document.ts';
import type { Waiver } from '../../src/types/override.ts';
import { writeTree } from '../config/write-tree.ts';

const file = '.orrery/waivers.yaml';
const place = { file, line: 1, column: 1, exact: true, via: 'source' } as const;
const root = writeTree({ [file]: '- check: a/b\n' });
const git = (...words: readonly string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false', ...words],
    { cwd: root },
  );
git('init', '-q');
git('add', '-A');
git('commit', '-qm', 'A waiver');
const bare = writeTree({ [file]: '- check: a/b\n' });

/** The rules of a CODEOWNERS file. */
function codeowners(...rules: readonly (readonly [pattern: string, ...owners: readonly string[]])[]): Document {
  const data = { rules: rules.map(([pattern, ...owners]) => ({ pattern, owners })) };
  return { file: 'CODEOWNERS', format: 'codeowners', data, locate: () => place };
}

const leads = codeowners(['*', '@shop/all'], ['/.orrery/', '@shop/leads']);

test.each<[string, string, string, readonly Document[], string | undefined]>([
  ['the author of the commit', 'ann@example.com', root, [], 'author'],
  ['a code owner of the file', 'shop/leads', root, [leads], 'codeowners'],
  ['a code owner of other files only', 'shop/all', root, [leads], undefined],
  ['nobody who is known', 'amy', root, [leads], undefined],
  ['a code owner, of what is not committed', 'shop/leads', bare, [leads], undefined],
])('%s', async (_, approver, folder, documents, expected) => {
  const waiver: Waiver = {
    kind: 'waiver',
    check: 'a/b',
    reason: 'r',
    owner: 'o',
    approver,
    expires: '2027-01-01',
    place,
  };
  const [traced] = await traceOverrides([waiver], { history: { root: folder }, documents });
  expect(traced?.kind === 'waiver' && traced.verifiedBy).toBe(expected);
});

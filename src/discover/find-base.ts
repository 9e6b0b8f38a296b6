import { UserError } from '../errors.ts';
import { safeGit } from '../lib/safe-git.ts';

/** What a change is compared with: where a branch and `HEAD` part, or one commit as it is. */
export type Since = { readonly ref: string } | { readonly commit: string };

const MAX_OUTPUT = 1024 * 1024;

/** The commit to compare with. Throws a `UserError` that says what to fetch. */
export async function findBase(root: string, since: Since): Promise<string> {
  const named = 'ref' in since ? since.ref : since.commit;
  const head = await commitOf(root, 'HEAD');
  if (head === undefined) {
    throw new UserError('There is no commit here to compare with.', {
      hint: 'Run it in a git work tree with at least one commit.',
    });
  }
  const commit = await commitOf(root, named);
  if (commit === undefined) {
    throw new UserError(`There is no commit ${named} here.`, {
      hint: 'Fetch it first, such as with git fetch origin BRANCH, or check the name.',
    });
  }
  return 'commit' in since ? commit : partingOf(root, named, commit);
}

async function commitOf(root: string, name: string): Promise<string | undefined> {
  const output = await safeGit(
    root,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
    MAX_OUTPUT,
  );
  return /^[0-9a-f]{40,64}$/.exec(output?.trim() ?? '')?.[0];
}

async function partingOf(root: string, named: string, commit: string): Promise<string> {
  const found = await safeGit(root, ['merge-base', commit, 'HEAD'], MAX_OUTPUT);
  const base = /^[0-9a-f]{40,64}$/.exec(found?.trim() ?? '')?.[0];
  if (base !== undefined) return base;
  const shallow = await safeGit(root, ['rev-parse', '--is-shallow-repository'], MAX_OUTPUT);
  if (shallow?.trim() === 'true') {
    throw new UserError(`The history here is too short to find where ${named} and HEAD part.`, {
      hint: 'Fetch the rest with git fetch --unshallow; in GitHub Actions set fetch-depth: 0 for actions/checkout.',
    });
  }
  throw new UserError(`${named} and HEAD have no commit in common.`, { hint: 'Check the name of the branch.' });
}

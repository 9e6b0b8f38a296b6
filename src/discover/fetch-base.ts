import { UserError } from '../errors.ts';
import { gitVariables } from '../lib/git-variables.ts';
import { safeGit } from '../lib/safe-git.ts';
import { folderAt } from './discover.ts';

export interface Proposed {
  /** The newest commit of the branch that is to be changed, and of the change, when somebody asked for a review. */
  readonly base: string;
  readonly head: string;
  /** Asks elsewhere where both part, for a checkout that does not hold their history. */
  readonly findParting: () => Promise<string>;
}

const MAX_OUTPUT = 1024 * 1024;
/** Without a byte for this long a transfer is given up. */
const SILENCE_MS = 60_000;

/**
 * The commit that a checkout of a change is to be compared with, fetched where it is not here. The checkout may be
 * the change itself, or its merge into the branch: then what the branch did meanwhile is on both sides.
 */
export async function fetchBase(path: string, proposed: Proposed): Promise<string> {
  const root = folderAt(path);
  const commit =
    (await mergedInto(root, proposed.head)) ??
    (await partingHere(root, proposed.base)) ??
    (await proposed.findParting());
  if (!(await isHere(root, commit))) await fetchCommit(root, commit);
  return commit;
}

/** The branch as it was when the change was merged into it for trial; also where the history ends there. */
async function mergedInto(root: string, head: string): Promise<string | undefined> {
  const text = await safeGit(root, ['cat-file', 'commit', 'HEAD'], MAX_OUTPUT);
  const headers = text?.split('\n\n', 1)[0] ?? '';
  const parents = [...headers.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent);
  return parents.length === 2 && parents[1] === head ? parents[0] : undefined;
}

async function partingHere(root: string, base: string): Promise<string | undefined> {
  const output = await safeGit(root, ['merge-base', '--end-of-options', base, 'HEAD'], MAX_OUTPUT);
  return /^[0-9a-f]{40,64}$/.exec(output?.trim() ?? '')?.[0];
}

async function isHere(root: string, commit: string): Promise<boolean> {
  return (await safeGit(root, ['cat-file', '-e', `${commit}^{tree}`], MAX_OUTPUT)) !== undefined;
}

async function fetchCommit(root: string, commit: string): Promise<void> {
  const shallow = await safeGit(root, ['rev-parse', '--is-shallow-repository'], MAX_OUTPUT);
  const depth = shallow?.trim() === 'true' ? ['--depth=1'] : [];
  const { simpleGit } = await import('simple-git');
  try {
    await simpleGit({
      baseDir: root,
      timeout: { block: SILENCE_MS },
      allowEnvironment: ['GIT_TERMINAL_PROMPT'],
      // In a container the checkout belongs to somebody else; that it is ours is the workflow's own choice.
      config: ['safe.directory=*'],
    })
      .env(gitVariables())
      .fetch(['--no-tags', '--no-recurse-submodules', ...depth, 'origin', commit]);
  } catch {
    // What git prints may hold the address with its credentials.
    throw new UserError(`The commit ${commit} that this change is compared with could not be fetched.`, {
      hint: 'Set fetch-depth: 0 for actions/checkout, or let it keep its credentials.',
    });
  }
}

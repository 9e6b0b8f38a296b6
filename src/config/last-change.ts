import { safeGit } from '../lib/safe-git.ts';

const MAX_OUTPUT = 1024 * 1024;

/** The history of a folder up to a commit, `HEAD` where none is given. */
export interface History {
  readonly root: string;
  readonly commit?: string;
}

/**
 * The day in UTC of the last commit to paths below the root; undefined without git, without history, and where a
 * shallow clone ends before it, since its oldest commits seem to touch everything.
 */
export async function lastChange(
  { root, commit = 'HEAD' }: History,
  globs: readonly string[],
): Promise<string | undefined> {
  const log = await safeGit(root, ['log', '-1', '--format=%ct %P', commit, '--', ...globs.map(pathspec)], MAX_OUTPUT);
  const [, seconds, parents] = /^(\d{1,12}) (.*)$/m.exec(log ?? '') ?? [];
  if (seconds === undefined) return undefined;
  if (parents === '') {
    const isShallow = await safeGit(root, ['rev-parse', '--is-shallow-repository'], MAX_OUTPUT);
    if (isShallow?.trim() !== 'false') return undefined;
  }
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
}

/** Only stars and question marks mean something in our globs. */
function pathspec(glob: string): string {
  return `:(glob)${glob.replaceAll(/[[\]\\]/g, '\\$&')}`;
}

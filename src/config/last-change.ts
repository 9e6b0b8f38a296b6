import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environment } from '../lib/environment.ts';

const run = promisify(execFile);
const TIME_LIMIT_MS = 60_000;

/** What keeps git from running anything that the checkout's own settings name. */
const SAFE = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false'].flatMap((setting) => [
  '-c',
  setting,
]);

/**
 * The day in UTC of the last commit to paths below the root; undefined without git, without history, and where a
 * shallow clone ends before it, since its oldest commits seem to touch everything.
 */
export async function lastChange(root: string, globs: readonly string[]): Promise<string | undefined> {
  const log = await git(root, ['log', '-1', '--format=%ct %P', '--', ...globs.map(pathspec)]);
  const [, seconds, parents] = /^(\d{1,12}) (.*)$/m.exec(log ?? '') ?? [];
  if (seconds === undefined) return undefined;
  if (parents === '' && (await git(root, ['rev-parse', '--is-shallow-repository']))?.trim() !== 'false')
    return undefined;
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
}

/** Only stars and question marks mean something in our globs. */
function pathspec(glob: string): string {
  return `:(glob)${glob.replaceAll(/[[\]\\]/g, '\\$&')}`;
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', [...SAFE, ...args], {
      cwd: root,
      encoding: 'utf8',
      timeout: TIME_LIMIT_MS,
      env: {
        PATH: environment('PATH'),
        GIT_OPTIONAL_LOCKS: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_NO_LAZY_FETCH: '1',
        LC_ALL: 'C',
      },
    });
    return stdout;
  } catch {
    // No git, no work tree, or no commit yet: each means that there is no history to tell by.
    return undefined;
  }
}

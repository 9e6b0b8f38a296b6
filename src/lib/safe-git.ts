import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environment } from './environment.ts';

const run = promisify(execFile);
const TIME_LIMIT_MS = 60_000;

/**
 * Settings that keep git from running what a hostile checkout's configuration names: monitors, hooks and programs that
 * verify signatures here; helpers that fetch missing objects by `GIT_ALLOW_PROTOCOL`.
 */
const SAFE = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false', 'log.showSignature=false'];
const SAFE_ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/**
 * What git prints in a folder, run without anything that a hostile checkout could have it execute; `maxOutput` is in
 * bytes. Undefined where it fails: no git, no work tree, or no such thing in it.
 */
export async function safeGit(root: string, args: readonly string[], maxOutput: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', [...SAFE.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: maxOutput,
      timeout: TIME_LIMIT_MS,
      env: { PATH: environment('PATH'), ...SAFE_ENVIRONMENT },
    });
    return stdout;
  } catch {
    // Each reason means the same to the caller: git has nothing to say here.
    return undefined;
  }
}

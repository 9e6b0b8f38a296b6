import { execFile } from 'node:child_process';
import { environment } from './environment.ts';

const TIME_LIMIT_MS = 60_000;

/**
 * Settings that keep git from running what a hostile checkout's configuration names: monitors, hooks and programs that
 * verify signatures here; helpers that fetch missing objects by `GIT_ALLOW_PROTOCOL`. So a checkout that belongs to
 * somebody else, as one does in a container, can be read too.
 */
const SAFE = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'log.showSignature=false',
  'safe.directory=*',
];
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
  return (await safeGitBytes(root, args, { maxOutput }))?.toString('utf8');
}

export interface GitInput {
  /** For its standard input. */
  readonly input?: string;
  /** In bytes. */
  readonly maxOutput: number;
}

/** The same in bytes. */
export function safeGitBytes(root: string, args: readonly string[], options: GitInput): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      [...SAFE.flatMap((setting) => ['-c', setting]), ...args],
      {
        cwd: root,
        encoding: 'buffer',
        maxBuffer: options.maxOutput,
        timeout: TIME_LIMIT_MS,
        env: { PATH: environment('PATH'), ...SAFE_ENVIRONMENT },
      },
      // Each reason to fail means the same to the caller: git has nothing to say here.
      (error, stdout) => resolve(error ? undefined : stdout),
    );
    // A git that ends early closes its end; the callback tells.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

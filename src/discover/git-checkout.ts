import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { promisify } from 'node:util';
import { environment } from '../lib/environment.ts';

export interface GitOrigin {
  /** `owner/name` of the remote; absent for a folder inside a work tree and where there is no remote. */
  readonly name?: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly modified?: boolean;
}

const run = promisify(execFile);
const MAX_OUTPUT = 256 * 1024 * 1024;
const TIME_LIMIT_MS = 60_000;

/** What git says of a folder; undefined outside a work tree or where git is not installed. */
export async function gitOrigin(root: string): Promise<GitOrigin | undefined> {
  const top = await git(root, ['rev-parse', '--show-toplevel']);
  if (top === undefined) return undefined;
  const [commit, remote, status] = await Promise.all([
    git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    git(root, ['config', '--get', 'remote.origin.url']),
    statusOf(root),
  ]);
  const isTop = realpathSync(top.trim()) === root;
  const repository = remote === undefined ? undefined : repositoryOf(remote.trim());
  return {
    ...(isTop && repository ? { name: repository.split('/').slice(-2).join('/') } : {}),
    ...(repository ? { repository } : {}),
    ...(commit ? { commit: commit.trim() } : {}),
    ...(status === undefined ? {} : { modified: status !== '' }),
  };
}

/** Tracked files and those that git would track, relative to the folder. */
export async function gitFiles(root: string): Promise<readonly string[] | undefined> {
  const output = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  return output?.split('\0').filter((path) => path !== '');
}

/**
 * A remote's address without its credentials and its `.git`: `github.com/owner/name`.
 * A path on this machine is no address.
 */
function repositoryOf(url: string): string | undefined {
  const match = /^(?:[a-z+]+:\/\/)?(?:[^@/\s]*@)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})(?::\d+)?[:/](\S+?)(?:\.git)?\/?$/.exec(
    url,
  );
  return match ? `${match[1]}/${match[2]}` : undefined;
}

/**
 * Settings that keep git from running what a hostile checkout's configuration names: monitors and hooks here; helpers
 * that fetch missing objects by `GIT_ALLOW_PROTOCOL`; filters by `withoutFilters`.
 */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];
const SAFE_ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Empties every filter that the checkout's configuration defines: git would run it to compare a changed file. */
async function withoutFilters(root: string): Promise<readonly string[] | undefined> {
  const names = await git(root, ['config', '--null', '--name-only', '--list']);
  const filters = names?.split('\0').filter((name) => /^filter\..*\.(?:clean|smudge|process)$/is.test(name));
  return filters?.flatMap((name) => ['-c', `${name}=`]);
}

async function statusOf(root: string): Promise<string | undefined> {
  const filters = await withoutFilters(root);
  if (!filters || filters.some((setting) => /[\n=].*=$/s.test(setting))) return undefined;
  const options = ['--porcelain', '--untracked-files=normal', '--ignore-submodules=all'];
  return git(root, [...filters, 'status', ...options, '--', '.']);
}

/** Runs git without anything that a hostile checkout could have it execute; undefined when it fails. */
async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', [...SAFE, ...args], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT,
      timeout: TIME_LIMIT_MS,
      env: { PATH: environment('PATH'), ...SAFE_ENVIRONMENT },
    });
    return stdout;
  } catch {
    // No git, no work tree, or no such thing in it: each means that git has nothing to say here.
    return undefined;
  }
}

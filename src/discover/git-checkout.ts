import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { safeGit } from '../lib/safe-git.ts';
import { isUsable, type Settings, settingsOf, withoutFilters } from './git-settings.ts';

export interface GitOrigin {
  /** `owner/name` of the remote; absent for a folder inside a work tree and where there is no remote. */
  readonly name?: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly modified?: boolean;
}

const MAX_OUTPUT = 256 * 1024 * 1024;

/** What git says of a folder; undefined outside a work tree or where git is not installed. */
export async function gitOrigin(root: string): Promise<GitOrigin | undefined> {
  const top = workTreeOf(root);
  const settings = top === undefined ? undefined : await settingsOf(root);
  if (settings === undefined) return undefined;
  const status = await statusOf(root, settings);
  const remote = settings.get('remote.origin.url');
  const repository = remote === undefined ? undefined : repositoryOf(remote);
  return {
    ...(top === root && repository ? { name: repository.split('/').slice(-2).join('/') } : {}),
    ...(repository ? { repository } : {}),
    ...status,
  };
}

/** The nearest folder upwards that holds `.git`, which is a file in linked work trees. */
function workTreeOf(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Tracked files and those that git would track, relative to the folder. */
export async function gitFiles(root: string): Promise<readonly string[] | undefined> {
  const output = await safeGit(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], MAX_OUTPUT);
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

/** The commit, and whether anything in the folder differs from it; nothing where git cannot tell. */
async function statusOf(root: string, settings: Settings): Promise<Pick<GitOrigin, 'commit' | 'modified'>> {
  const filters = withoutFilters(settings);
  if (!isUsable(filters)) return {};
  const options = ['--porcelain=v2', '--branch', '--untracked-files=normal', '--ignore-submodules=all'];
  const output = await safeGit(root, [...filters, 'status', ...options, '--', '.'], MAX_OUTPUT);
  if (output === undefined) return {};
  const commit = /^# branch\.oid ([0-9a-f]{40,64})$/m.exec(output)?.[1];
  return { ...(commit === undefined ? {} : { commit }), modified: /^[^#\n]/m.test(output) };
}

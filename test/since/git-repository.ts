import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Repository {
  readonly root: string;
  git(...args: readonly string[]): string;
  /** Writes files; undefined removes one. */
  write(files: { readonly [path: string]: string | undefined }): void;
  /** Commits all that stands in the work tree, and gives the commit. */
  commit(files?: { readonly [path: string]: string | undefined }): string;
}

/** A new repository whose branch is `main`, for the running test. */
export function newRepository(): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-since-test-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const repository = repositoryAt(root);
  repository.git('init', '-q', '--template=', '-b', 'main');
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  return repository;
}

/** What a repository holds at a commit, as a repository of its own, so that it is scanned like any other. */
export function copyAt({ root }: Repository, commit: string): Repository {
  const copy = newRepository();
  cpSync(join(root, '.git'), join(copy.root, '.git'), { recursive: true });
  copy.git('checkout', '-q', '-f', '--detach', commit);
  copy.git('clean', '-fdxq');
  return copy;
}

/** The repository in a folder, with an identity of its own and nothing of this machine's settings. */
export function repositoryAt(root: string): Repository {
  // Without waiting for a disk that a test needs nothing of.
  const settings = ['user.name=ann', 'user.email=ann@example.com', 'commit.gpgsign=false', 'core.fsync=none'];
  const identity = settings.flatMap((setting) => ['-c', setting]);
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_NOSYSTEM: '1',
    HOME: root,
    GIT_AUTHOR_DATE: '2026-10-01T12:00:00Z',
    GIT_COMMITTER_DATE: '2026-10-01T12:00:00Z',
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...identity, ...args], { cwd: root, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  const write: Repository['write'] = (files) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, path);
      if (text === undefined) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  const commit: Repository['commit'] = (files = {}) => {
    write(files);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'change');
    return git('rev-parse', 'HEAD');
  };
  return { root, git, write, commit };
}

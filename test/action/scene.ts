import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import type { Recorded } from '../github/open-test-github.ts';
import type { Token } from '../github/routes.ts';
import { type GithubServer, startGithub } from '../github/start-github.ts';
import { addComment, addIssue, addRepository, type CheckRun, type Repository } from '../github/world.ts';
import { ann, bot, place, tokens } from '../publish/scenario.ts';
import { type Repository as GitRepository, repositoryAt } from '../since/git-repository.ts';
import type { Change, Files } from './change.ts';
import { type ActionRun, runAction } from './run-action.ts';

export const marker = '<!-- orrery:pull-request orrery -->';

/** What `github.token` is: with all the rights that the action asks for, or as a fork's workflow gets it. */
export const workflowTokens = {
  writes: 'ghs_workflowMayWrite',
  reads: 'ghs_workflowOfAForkReads',
  unknown: 'ghs_expiredLongAgo',
} as const;

export interface RunRequest {
  /** `GITHUB_EVENT_NAME` with its payload. */
  readonly event: { readonly name: string; readonly payload: unknown; readonly sha: string };
  readonly workspace: string;
  readonly inputs?: { readonly [name: string]: string };
  readonly token?: keyof typeof workflowTokens;
  readonly ref?: string;
  readonly runId?: string;
  readonly onStep?: (step: string, child: ChildProcess) => void;
}

/** A repository on GitHub, somebody who pushes to it, and a runner. */
export interface Scene {
  /** The bare repository that GitHub keeps. */
  readonly origin: GitRepository;
  /** Where commits are made, on `main` at first. */
  readonly author: GitRepository;
  readonly server: GithubServer;
  readonly repository: Repository;
  /** A folder for what a test needs besides. */
  readonly folder: string;
  /** As `actions/checkout` makes it, of a commit; `depth` 0 is the whole history, and `filter` makes a partial clone. */
  readonly checkout: (commit: string, depth: number, filter?: string) => string;
  readonly run: (request: RunRequest) => Promise<ActionRun>;
  /** Our comments on a pull request, without the marker's line. */
  readonly comments: (change: Change) => readonly string[];
  readonly checks: (change: Pick<Change, 'head'>) => readonly CheckRun[];
  /** Requests that change something, since the last call. */
  readonly takeWrites: () => readonly Recorded[];
}

interface Test {
  readonly onTestFinished: (task: () => Promise<void>) => void;
}

/** A scene for one test, taken down behind it; fails the test where GitHub was not treated as it asks to be. */
export async function openScene({ onTestFinished }: Test, action: string, files: Files): Promise<Scene> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-action-scene-')));
  const clock = laterClock();
  const server = await startGithub({ clock, tokens: known });
  const repository = addRepository(server.world, place.owner, place.name);
  // An issue takes the first number, and what looks like ours stands on it.
  const { number } = addIssue(server.world, repository, { user: ann, title: 'An issue' });
  addComment(server.world, repository, { user: bot, issue: number, body: `${marker}\nOn an issue.` });
  const before = JSON.stringify(repository.comments);
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.close();
    expect(JSON.stringify(repository.comments.slice(0, 1))).toBe(before);
  });
  const { origin, author } = repositoriesIn(folder, files);
  let written = 0;
  return {
    origin,
    author,
    server,
    repository,
    folder,
    checkout: (commit, depth, filter) => checkOut({ folder, origin, commit, depth, filter }),
    run: (request) => {
      clock.skip(2_000);
      return runAction(actionRequest(request, { action, folder, server }));
    },
    comments: ({ number: pull }) =>
      repository.comments
        .filter(({ issue, user, body }) => issue === pull && user === bot && body.startsWith(`${marker}\n`))
        .map(({ body }) => body.slice(marker.length + 1)),
    checks: ({ head }) => repository.checkRuns.filter(({ sha, app }) => sha === head && app === 'github-actions'),
    takeWrites: () => {
      const writes = server.writes().slice(written);
      written += writes.length;
      return writes;
    },
  };
}

const known: { readonly [token: string]: Token } = {
  [workflowTokens.writes]: tokens.workflow,
  [workflowTokens.reads]: tokens.fork,
};

/** The time of this machine, as the program under test sees it too; a run may begin as if it were later. */
function laterClock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    slept: [],
    skip: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

function repositoriesIn(folder: string, files: Files): Pick<Scene, 'origin' | 'author'> {
  const [origin, author] = ['origin.git', 'author'].map((name) => emptyRepository(join(folder, name)));
  if (!origin || !author) throw new Error('There are two.');
  origin.git('init', '-q', '--template=', '--bare', '-b', 'main');
  origin.git('config', 'core.fsync', 'none');
  // As GitHub does.
  for (const setting of ['allowReachableSHA1InWant', 'allowAnySHA1InWant', 'allowFilter'])
    origin.git('config', `uploadpack.${setting}`, 'true');
  author.git('init', '-q', '--template=', '-b', 'main');
  author.git('remote', 'add', 'origin', addressOf(origin));
  author.commit(files);
  author.git('push', '-q', 'origin', 'main');
  return { origin, author };
}

function emptyRepository(root: string): GitRepository {
  mkdirSync(root, { recursive: true });
  return repositoryAt(root);
}

function addressOf({ root }: GitRepository): string {
  return pathToFileURL(root).href;
}

interface Wanted {
  readonly folder: string;
  readonly origin: GitRepository;
  readonly commit: string;
  readonly depth: number;
  readonly filter: string | undefined;
}

/** Source: actions/checkout, src/ref-helper.ts and src/git-source-provider.ts. */
function checkOut({ folder, origin, commit, depth, filter }: Wanted): string {
  const { root, git } = emptyRepository(join(mkdtempSync(join(folder, 'runner-')), 'shop', 'shop'));
  git('init', '-q', '--template=');
  git('remote', 'add', 'origin', addressOf(origin));
  git('config', '--local', 'gc.auto', '0');
  const branches = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const refs = [`+${commit}:refs/remotes/pull/checked-out`, ...(depth === 0 ? branches : [])];
  const some = [...(depth === 0 ? [] : [`--depth=${depth}`]), ...(filter === undefined ? [] : [`--filter=${filter}`])];
  const options = ['--no-tags', '--prune', '--no-recurse-submodules', ...some];
  git('-c', 'protocol.version=2', 'fetch', '-q', ...options, 'origin', ...refs);
  git('checkout', '-q', '--force', 'refs/remotes/pull/checked-out');
  return root;
}

interface Runner {
  readonly action: string;
  readonly folder: string;
  readonly server: GithubServer;
}

function actionRequest(request: RunRequest, { action, folder, server }: Runner) {
  const { event, workspace, inputs = {}, token = 'writes', ref = 'main', runId = '77', onStep } = request;
  const temporary = mkdtempSync(join(folder, 'runner-temp-'));
  const eventFile = join(temporary, '_github_workflow', 'event.json');
  mkdirSync(dirname(eventFile), { recursive: true });
  writeFileSync(eventFile, JSON.stringify(event.payload));
  return {
    root: action,
    inputs,
    token: workflowTokens[token],
    ref,
    environment: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: temporary,
      TMPDIR: join(action, 'tmp'),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_REPOSITORY: `${place.owner}/${place.name}`,
      GITHUB_SHA: event.sha,
      GITHUB_API_URL: server.url,
      GITHUB_SERVER_URL: 'https://github.test',
      GITHUB_RUN_ID: runId,
    },
    temporary,
    workspace,
    onStart: onStep,
  };
}

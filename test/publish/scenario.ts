import { expect } from 'vitest';
import type { Github } from '../../src/publish/github/github.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import type { Token } from '../github/routes.ts';
import { type GithubServer, startGithub } from '../github/start-github.ts';
import {
  addCheckRun,
  addComment,
  addIssue,
  addRepository,
  type CheckRun,
  type Comment,
  type Repository,
  type User,
} from '../github/world.ts';

export const bot: User = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };
export const ann: User = { login: 'ann', id: 7, type: 'User' };
const otherBot: User = { login: 'other[bot]', id: 8, type: 'Bot' };

export const baseSha = 'b'.repeat(40);
export const headSha = 'a'.repeat(40);
export const place = { owner: 'acme', name: 'shop' };
export const marker = '<!-- orrery:pull-request main -->';

const workflow: Token = { user: bot, app: 'github-actions', writes: ['comments', 'checks', 'issues'], pushes: true };

export const tokens = {
  workflow,
  /** What the workflow of a pull request from a fork gets. */
  fork: { ...workflow, writes: [], pushes: false },
  person: { user: ann, writes: ['comments', 'issues'], pushes: true },
} satisfies { readonly [name: string]: Token };

export interface Scenario {
  readonly server: GithubServer;
  readonly repository: Repository;
  readonly number: number;
  /** Comments on the pull request, and check runs of its head, that were not there at the start. */
  readonly newComments: () => readonly Comment[];
  readonly newRuns: () => readonly CheckRun[];
  /** A client of a new run, which begins a little later. */
  readonly connect: (token?: keyof typeof tokens) => Promise<Github>;
  /** Fails where anything that was there at the start is not as it was, to the byte. */
  readonly expectBystanders: () => void;
}

/** A pull request among much that is like ours and is not. */
export async function startScenario(basePath = ''): Promise<Scenario> {
  const server = await startGithub({ tokens, basePath });
  const { world } = server;
  const repository = addRepository(world, place.owner, place.name);
  const pull = { base: { sha: baseSha, ref: 'main' }, head: { sha: headSha, ref: 'work', repository: 'ann/shop' } };
  const { number } = addIssue(world, repository, { user: ann, title: 'Add a cache', pull });
  const other = addIssue(world, repository, { user: ann, title: 'Another', pull });
  for (const [user, body, issue] of [
    [ann, `${marker}\nForged by a person.`, number],
    [otherBot, `${marker}\nForged by a bot.`, number],
    [bot, `Quoted: \`${marker}\``, number],
    [bot, `A preface\n${marker}\nNot on the first line.`, number],
    [bot, `  ${marker}\nIndented.`, number],
    [bot, '<!-- orrery:pull-request other -->\nOurs, for something else.', number],
    [bot, `${marker}\nOurs, on another pull request.`, other.number],
  ] as const) {
    addComment(world, repository, { user, body, issue });
  }
  for (const run of [
    { sha: headSha, name: 'Readiness', externalId: 'main', app: 'other-app' },
    { sha: headSha, name: 'Readiness', externalId: 'other', app: 'github-actions' },
    { sha: headSha, name: 'Build', externalId: 'main', app: 'github-actions' },
    { sha: baseSha, name: 'Readiness', externalId: 'main', app: 'github-actions' },
  ]) {
    addCheckRun(world, repository, run);
  }
  const before = contents(repository);
  const lastId = world.nextId;
  return {
    server,
    repository,
    number,
    newComments: () => repository.comments.filter(({ id, issue }) => id > lastId && issue === number),
    newRuns: () => repository.checkRuns.filter(({ id }) => id > lastId),
    connect: async (token = 'workflow') => {
      await server.clock.sleep(2_000);
      return openGithub({ apiUrl: server.url, token, ...waiting(server) });
    },
    expectBystanders: () => {
      const after = new Map(contents(repository));
      expect(before.map(([key]) => [key, after.get(key)])).toEqual(before);
    },
  };
}

/** What lets a client wait by the clock of the server. */
export function waiting({ clock, timeLimit }: GithubServer) {
  return { clock: clock.now, sleep: clock.sleep, timeLimit };
}

/** A comment on an issue is all that may change when it was last updated. */
function contents({ issues, comments, checkRuns }: Repository): readonly (readonly [string, string])[] {
  const untimed = issues.map((issue) => ({ ...issue, updatedAt: 0 }));
  return [...untimed, ...comments, ...checkRuns].map((thing) => [String(thing.id), JSON.stringify(thing)]);
}

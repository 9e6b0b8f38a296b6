import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shape } from '../../src/publish/github/github.ts';
import { GithubError } from '../../src/publish/github/github-error.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import { everyFault, type Fault } from './faults.ts';
import { openTestGithub, type TestGithub } from './open-test-github.ts';
import type { Token } from './routes.ts';
import { type GithubSocket, openSocket } from './start-github.ts';
import { addIssue, addRepository } from './world.ts';

const ann = { login: 'ann', id: 7, type: 'User' } as const;
const tokens: { readonly [name: string]: Token } = {
  run: { user: ann, writes: ['comments', 'issues'], pushes: true },
};

let socket: GithubSocket;

beforeAll(async () => {
  socket = await openSocket();
});

afterAll(() => socket.close());

type Way = 'without a socket' | 'over a socket';

function open(way: Way): TestGithub {
  const github = openTestGithub({ tokens, ...(way === 'over a socket' ? { origin: socket.origin } : {}) });
  const repository = addRepository(github.world, 'acme', 'shop');
  addIssue(github.world, repository, { user: ann, title: 'An issue' });
  socket.serve(github);
  return github;
}

const made: Shape<{ readonly number: number; readonly labels: readonly { readonly name: string }[] }> = {
  schema: { type: 'object', required: ['number'], properties: { number: { type: 'integer' } } },
};
const place = { owner: 'acme', repo: 'shop' };

/** What a client says of a create that meets the fault, and how many issues there are then. */
async function create(github: TestGithub, way: Way, fault: Fault): Promise<readonly unknown[]> {
  const { clock, timeLimit } = github;
  github.fault = ({ number }) => (number === 1 ? fault : undefined);
  const sends = way === 'over a socket' ? {} : { fetch: github.fetch };
  const options = { apiUrl: github.url, token: 'run', clock: clock.now, sleep: clock.sleep, timeLimit, ...sends };
  const client = await openGithub(options);
  const write = client.write(
    'POST /repos/{owner}/{repo}/issues',
    { ...place, title: 'A gap', labels: ['ready'] },
    made,
  );
  const stopped = github.stopped('run');
  const told = await Promise.race([write.then(({ labels }) => `${labels.length} labels`, problemOf), stopped]);
  github.check();
  return [told, (github.world.repositories[0]?.issues.length ?? 0) - 1];
}

function problemOf(error: unknown): string {
  if (error instanceof GithubError) return error.problem.kind;
  throw error;
}

const outcomes: { readonly [kind in Exclude<Fault['kind'], 'answer'>]: readonly [before: unknown, after: unknown] } = {
  'bad-gateway': ['unknown-outcome', 'unknown-outcome'],
  'error-page': ['unknown-outcome', 'unknown-outcome'],
  unavailable: ['unknown-outcome', 'unknown-outcome'],
  timeout: ['unknown-outcome', 'unknown-outcome'],
  reset: ['unknown-outcome', 'unknown-outcome'],
  closed: ['unknown-outcome', 'unknown-outcome'],
  'cut-off': ['unknown-outcome', 'unknown-outcome'],
  hang: ['unknown-outcome', 'unknown-outcome'],
  'half-json': ['unknown-outcome', 'unknown-outcome'],
  'wrong-type': ['unknown-outcome', 'unknown-outcome'],
  'secondary-limit': ['limited', 'limited'],
  'too-many': ['limited', 'limited'],
  'untold-limit': ['limited', 'limited'],
  'limit-until-date': ['limited', 'limited'],
  'none-left': ['limited', '1 labels'],
  'skewed-reset': ['limited', '1 labels'],
  unauthorized: ['forbidden', 'forbidden'],
  'not-found': ['forbidden', 'forbidden'],
  twice: ['unknown-outcome', '1 labels'],
  'labels-dropped': ['unknown-outcome', '0 labels'],
  stopped: ['stopped', 'stopped'],
};

describe.each(['without a socket', 'over a socket'] as const)('%s', (way) => {
  it.each(everyFault)('a create meets $kind $when', async (fault) => {
    const [before, after] = fault.kind === 'answer' ? [] : outcomes[fault.kind];
    const count = fault.when === 'before' ? 0 : fault.kind === 'twice' ? 2 : 1;
    expect(await create(open(way), way, fault)).toEqual([fault.when === 'before' ? before : after, count]);
  });
});

it('holds who is told to wait to that, and nobody else', async () => {
  const github = openTestGithub({ tokens: { first: tokens['run'] as Token, second: tokens['run'] as Token } });
  addRepository(github.world, 'acme', 'shop');
  github.fault = ({ number }) => (number === 1 ? { when: 'before', kind: 'untold-limit' } : undefined);
  const read = (token: string) =>
    github.fetch(`${github.url}/repos/acme/shop`, { headers: { authorization: `token ${token}` } });
  await read('first');
  await read('second');
  expect(github.violations).toEqual([]);
  await read('first');
  expect(github.violations).toEqual(['GET /repos/acme/shop came 60000 ms before the limit ended.']);
});

it('sends nothing to another address than its own', async () => {
  const { fetch } = openTestGithub({ tokens });
  await expect(fetch('https://elsewhere.test/repos/acme/shop')).rejects.toThrow('fetch failed');
});

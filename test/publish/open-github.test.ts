import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shape } from '../../src/publish/github/github.ts';
import { GithubError } from '../../src/publish/github/github-error.ts';
import { type GithubOptions, openGithub } from '../../src/publish/github/open-github.ts';
import { usualLimits } from '../../src/publish/github/pace.ts';
import type { Fault, RawAnswer } from '../github/faults.ts';
import { place, type Scenario, startScenario, waiting } from './scenario.ts';

let here: Scenario;

beforeEach(async () => {
  here = await startScenario();
});

afterEach(async () => {
  here.expectBystanders();
  await here.server.close();
});

interface Thing {
  readonly id: number;
}

const thing: Shape<Thing> = {
  schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
};
const things: Shape<readonly Thing[]> = { schema: { type: 'array', items: thing.schema } };
const names = { owner: place.owner, repo: place.name };
const pull = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments';

function open(options: Partial<GithubOptions> = {}) {
  const { server } = here;
  return openGithub({ apiUrl: server.url, token: 'workflow', ...waiting(server), ...options });
}

async function readPull(options: Partial<GithubOptions> = {}) {
  return (await open(options)).read(pull, { ...names, pull_number: 1 }, thing);
}

async function readComments(options: Partial<GithubOptions> = {}) {
  return (await open(options)).readAll(`GET ${comments}`, { ...names, issue_number: 1 }, things, (page) => page);
}

async function comment(options: Partial<GithubOptions> = {}) {
  return (await open(options)).write(`POST ${comments}`, { ...names, issue_number: 1, body: 'Hello' }, thing);
}

/** What went wrong; fails where nothing did. */
async function problemOf(attempt: Promise<unknown>) {
  const error: unknown = await attempt.then(
    (value) => expect.fail(`Got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof GithubError) return error.problem;
  throw error;
}

function answering(answer: RawAnswer): Fault {
  return { when: 'before', kind: 'answer', answer };
}

const json = { 'content-type': 'application/json' };
const notJson = { status: 201, headers: { 'content-type': 'text/plain' }, body: '{"id": 1}' };

const answers: readonly (readonly [string, RawAnswer, string, string])[] = [
  ['a bad token', { status: 401, headers: json, body: '{"message":"Bad credentials"}' }, 'forbidden', 'forbidden'],
  ['no permission', { status: 403, headers: json, body: '{"message":"Not yours"}' }, 'forbidden', 'forbidden'],
  ['nothing there', { status: 404, headers: json, body: '{"message":"Not Found"}' }, 'gone', 'forbidden'],
  ['what was removed', { status: 410, headers: json, body: '{}' }, 'gone', 'gone'],
  ['a conflict', { status: 409, headers: json, body: '{"message":"Conflict"}' }, 'invalid', 'invalid'],
  ['a refusal', { status: 422, headers: json, body: '{"message":"Validation Failed"}' }, 'invalid', 'invalid'],
  ['a failure', { status: 503, body: 'down' }, 'unavailable', 'unknown-outcome'],
  ['a text for JSON', notJson, 'unavailable', 'unknown-outcome'],
  ['a missing number', { status: 201, headers: json, body: '{"id": "1"}' }, 'unavailable', 'unknown-outcome'],
  ['an empty body', { status: 200, headers: json }, 'unavailable', 'unknown-outcome'],
  ['too many requests', { status: 429, headers: json, body: '{}' }, 'limited', 'limited'],
  [
    'a second limit',
    { status: 403, headers: json, body: '{"message":"a secondary rate limit"}' },
    'limited',
    'limited',
  ],
];

describe('openGithub', () => {
  it.each(answers)('calls %s by its name', async (_name, answer, reading, writing) => {
    here.server.fault = () => answering(answer);
    expect((await problemOf(readPull())).kind).toBe(reading);
    await here.server.clock.sleep(600_000);
    expect((await problemOf(comment())).kind).toBe(writing);
  });

  it('says in a sentence what GitHub did, without what could act in a terminal', async () => {
    here.server.fault = () =>
      answering({ status: 422, headers: json, body: JSON.stringify({ message: 'No\u001b[31m\n\u202egood' }) });
    expect((await problemOf(comment())).sentence).toBe(
      'GitHub refused POST /repos/acme/shop/issues/1/comments (422: No good).',
    );
  });

  it('says where nothing answers, and that nothing was written then', async () => {
    const closed = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      });
    });
    const problem = await problemOf(comment({ apiUrl: `http://127.0.0.1:${closed}` }));
    expect(problem).toEqual({ kind: 'unavailable', sentence: 'GitHub cannot be reached (ECONNREFUSED).' });
  });

  it.each(['', 'github.com', 'ftp://github.com', 'https://me:secret@github.com', 'https://github.com/?a=b'])(
    'does not take %j for the address of an API',
    async (apiUrl) => {
      await expect(open({ apiUrl })).rejects.toThrow('is no address of a GitHub API');
    },
  );

  it('does not start without a token', async () => {
    await expect(open({ token: ' ' })).rejects.toThrow('The token for GitHub is empty.');
  });
});

describe('reading', () => {
  it.each(['bad-gateway', 'error-page', 'reset', 'hang', 'half-json'] as const)(
    'is repeated after %s',
    async (kind) => {
      here.server.fault = ({ number }) => (number < 3 ? { when: 'after', kind } : undefined);
      expect(await readPull()).toMatchObject({ id: expect.any(Number) });
      expect(here.server.clock.slept).toEqual([1_000, 2_000]);
    },
  );

  it('is repeated twice, not more', async () => {
    here.server.fault = () => ({ when: 'after', kind: 'bad-gateway' });
    await problemOf(readPull());
    expect(here.server.requests).toHaveLength(3);
  });

  it('is not repeated after a refusal', async () => {
    here.server.fault = () => answering({ status: 404, headers: json, body: '{}' });
    await problemOf(readPull());
    expect(here.server.requests).toHaveLength(1);
  });

  it('waits as long as GitHub asks', async () => {
    here.server.fault = ({ number }) => (number === 1 ? { when: 'before', kind: 'secondary-limit' } : undefined);
    await readPull();
    expect(here.server.clock.slept).toEqual([30_000]);
  });

  it('waits as long as GitHub asks by a date', async () => {
    const headers = { ...json, 'retry-after': new Date(here.server.clock.now() + 45_000).toUTCString() };
    here.server.fault = ({ number }) => (number === 1 ? answering({ status: 429, headers, body: '{}' }) : undefined);
    await readPull();
    expect(here.server.clock.slept).toEqual([45_000]);
  });

  it('waits for the next hour by the clock of the server, whatever its own says', async () => {
    here.server.fault = ({ number }) => (number === 1 ? { when: 'before', kind: 'none-left' } : undefined);
    const { now } = here.server.clock;
    await readPull({ clock: () => now() - 86_400_000 });
    expect(here.server.clock.slept).toEqual([40_000]);
  });

  it('waits a minute where GitHub does not say how long, then two', async () => {
    here.server.fault = ({ number }) =>
      number < 3 ? answering({ status: 429, headers: json, body: '{}' }) : undefined;
    await readPull();
    expect(here.server.clock.slept).toEqual([60_000, 120_000]);
  });

  it('waits after the last request that was allowed', async () => {
    here.server.fault = ({ number }) => (number === 1 ? { when: 'after', kind: 'none-left' } : undefined);
    const github = await open();
    const read = () => github.read(pull, { ...names, pull_number: 1 }, thing);
    await Promise.all([read(), read()]);
    expect(here.server.clock.slept).toEqual([40_000]);
  });

  it('gives up where that takes too long, and sends nothing until then', async () => {
    here.server.fault = () => answering({ status: 429, headers: { ...json, 'retry-after': '600' }, body: '{}' });
    const github = await open();
    const read = () => problemOf(github.read(pull, { ...names, pull_number: 1 }, thing));
    const problem = {
      kind: 'limited',
      hopeless: true,
      until: here.server.clock.now() + 600_000,
      sentence:
        'Gave up, as GitHub limits the requests of this token, and the next request may go out in 10 minutes at the earliest.',
    };
    expect(await read()).toEqual(problem);
    expect(await read()).toEqual(problem);
    expect(here.server.requests).toHaveLength(1);
  });

  it('waits once where the clock stands still', async () => {
    here.server.fault = ({ number }) => (number === 1 ? { when: 'before', kind: 'secondary-limit' } : undefined);
    const github = await open({ clock: () => 0 });
    for (let count = 0; count < 2; count += 1) await github.read(pull, { ...names, pull_number: 1 }, thing);
    expect(here.server.clock.slept).toEqual([30_000]);
  });

  it('follows a renamed repository', async () => {
    here.repository.formerNames.push('acme/old');
    const github = await open();
    const { id } = await github.read(pull, { owner: 'acme', repo: 'old', pull_number: 1 }, thing);
    expect(id).toBe(here.repository.issues[0]?.id);
  });

  it('follows no circle', async () => {
    here.server.fault = ({ path }) => answering({ status: 302, headers: { location: `${here.server.url}${path}` } });
    expect(await problemOf(readPull())).toMatchObject({ kind: 'gone' });
    expect(here.server.requests).toHaveLength(4);
  });
});

describe('lists', () => {
  it('are read to the last page', async () => {
    const { items, complete } = await readComments();
    expect(complete).toBe(true);
    expect(items).toHaveLength(6);
  });

  it('fail as a whole where one page does', async () => {
    const next = `<${here.server.url}/repositories/${here.repository.id}/issues/1/comments?page=2>; rel="next"`;
    here.server.fault = ({ path }) =>
      path.includes('page=2')
        ? answering({ status: 409, headers: json, body: '{}' })
        : answering({ status: 200, headers: { ...json, link: next }, body: '[{"id":1}]' });
    expect(await problemOf(readComments())).toMatchObject({ kind: 'invalid' });
  });

  it('go on after an empty page that has a next one', async () => {
    const next = `<${here.server.url}/repositories/${here.repository.id}/issues/1/comments?page=1&after=a:b>; rel="next"`;
    here.server.fault = ({ number, path }) => {
      if (number === 1) return answering({ status: 200, headers: { ...json, link: next }, body: '[]' });
      expect(path).toContain('after=a:b');
      return answering({ status: 200, headers: json, body: '[{"id":2}]' });
    };
    expect(await readComments()).toEqual({ items: [{ id: 2 }], complete: true });
  });

  it.each([
    ['end nowhere', (page: number) => page + 1, 100],
    ['lead back', () => 1, 2],
  ])('are incomplete where they %s', async (_name, nextPage, requests) => {
    here.server.fault = ({ path }) => {
      const page = Number(/page=(\d+)/.exec(path)?.[1] ?? 0);
      const link = `<${here.server.url}/things?page=${nextPage(page)}>; rel="next"`;
      return answering({ status: 200, headers: { ...json, link }, body: '[]' });
    };
    expect(await readComments()).toEqual({ items: [], complete: false });
    expect(here.server.requests).toHaveLength(requests);
  });
});

describe('writing', () => {
  it.each(['bad-gateway', 'reset', 'hang', 'half-json', 'secondary-limit', 'too-many', 'unauthorized'] as const)(
    'is never repeated after %s',
    async (kind) => {
      here.server.fault = () => ({ when: 'before', kind });
      await problemOf(comment());
      expect(here.server.requests).toHaveLength(1);
    },
  );

  it('goes one by one, a second apart, however it is asked', async () => {
    const github = await open();
    const write = () => github.write(`POST ${comments}`, { ...names, issue_number: 1, body: 'Hello' }, thing);
    await Promise.all([write(), write(), write()]);
    expect(here.server.clock.slept).toEqual([1_000, 1_000]);
  });

  it('keeps to its budget by the minute, and goes on with it in a later run', async () => {
    const limits = { ...usualLimits, creationsPerMinute: 2 };
    const github = await open({ limits });
    const write = (client: typeof github) =>
      client.write(`POST ${comments}`, { ...names, issue_number: 1, body: 'Hello' }, thing);
    await write(github);
    await write(github);
    const later = await open({ limits, pace: JSON.parse(JSON.stringify(github.pace())) });
    await write(later);
    expect(here.server.clock.slept).toEqual([1_000, 1_000, 58_000]);
  });

  it('gives up where its budget of the hour is spent', async () => {
    const now = here.server.clock.now();
    const pace = { creations: Array.from({ length: 100 }, () => now - 60_000), lastWrite: 0, blockedUntil: 0 };
    expect(await problemOf(comment({ pace }))).toMatchObject({
      kind: 'limited',
      sentence: expect.stringContaining('budget for creating content on GitHub is used up'),
    });
    expect(here.server.requests).toEqual([]);
  });

  it('has no budget for changes', async () => {
    const github = await open({ limits: { creationsPerHour: 1 } });
    const { id } = await github.write(`POST ${comments}`, { ...names, issue_number: 1, body: 'Hello' }, thing);
    const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
    for (const body of ['One', 'Two']) await github.write(route, { ...names, comment_id: id, body }, thing);
    expect(here.newComments()).toMatchObject([{ user: { id: expect.any(Number) }, body: 'Two' }]);
  });

  it('is not sent on to where a repository has moved', async () => {
    here.repository.formerNames.push('acme/old');
    const github = await open();
    const parameters = { owner: 'acme', repo: 'old', issue_number: 1, body: 'Hello' };
    expect(await problemOf(github.write(`POST ${comments}`, parameters, thing))).toMatchObject({ kind: 'gone' });
    expect(here.server.requests).toHaveLength(1);
    expect(here.newComments()).toEqual([]);
  });
});

describe('the token', () => {
  /** Paths that somebody else was asked for. */
  const asked: string[] = [];
  const stranger = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
    response.end('[]');
  });

  beforeEach(async () => {
    asked.length = 0;
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
    expect(asked).toEqual([]);
  });

  const address = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/next`;

  it('goes to nobody else by the next page of a list', async () => {
    const headers = () => ({ ...json, link: `<${address()}>; rel="next"` });
    here.server.fault = () => answering({ status: 200, headers: headers(), body: '[{"id":1}]' });
    const problem = await problemOf(readComments());
    expect(problem).toMatchObject({ kind: 'invalid', sentence: expect.stringContaining('is outside of') });
  });

  it.each([301, 302, 307, 308])('goes to nobody else by a redirect with %i', async (status) => {
    here.server.fault = () => answering({ status, headers: { location: address() } });
    expect(await problemOf(readPull())).toMatchObject({ kind: 'invalid' });
    expect(await problemOf(comment())).toMatchObject({ kind: 'gone' });
  });

  it.each(['..', '.', '%2e%2e'])('is not used for another route by the name %j', async (name) => {
    const github = await open();
    const attempt = github.read(pull, { owner: name, repo: 'x', pull_number: 1 }, thing);
    if (name.startsWith('.')) expect(await problemOf(attempt)).toMatchObject({ kind: 'invalid' });
    else expect(await problemOf(attempt)).toMatchObject({ kind: 'gone' });
    expect(here.server.requests.map(({ path }) => path)).toEqual(
      name.startsWith('.') ? [] : ['/repos/%252e%252e/x/pulls/1'],
    );
  });

  it('does not stand in what is thrown', async () => {
    here.server.fault = () => ({ when: 'before', kind: 'reset' });
    const error: unknown = await readPull().catch((reason: unknown) => reason);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('workflow');
  });
});

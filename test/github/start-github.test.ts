import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openRules } from './rules.ts';
import { type GithubServer, startGithub } from './start-github.ts';
import { addIssue, addRepository, type User } from './world.ts';

const ann: User = { login: 'ann', id: 7, type: 'User' };
const tokens = {
  pusher: { user: ann, writes: ['comments', 'issues', 'checks'], pushes: true },
  reporter: { user: ann, writes: ['comments', 'issues'], pushes: false },
  app: { user: { login: 'app[bot]', id: 8, type: 'Bot' }, app: 'app', writes: ['checks'], pushes: false },
} as const;

let server: GithubServer;

async function start(): Promise<void> {
  server = await startGithub({ tokens });
  const repository = addRepository(server.world, 'acme', 'shop');
  addIssue(server.world, repository, { user: ann, title: 'An issue' });
}

/** The status of an answer and its body. */
async function send(route: string, body?: object, token: keyof typeof tokens = 'pusher') {
  await server.clock.sleep(1_000);
  const [method = '', path = ''] = route.split(' ');
  const headers = { authorization: `token ${token}`, 'content-type': 'application/json' };
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method, headers };
  const response = await fetch(`${server.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, link: response.headers.get('link'), body: text && JSON.parse(text) };
}

/** The first is still being sent when the second comes. */
async function sendTwo(): Promise<void> {
  const headers = { authorization: 'token pusher', expect: '100-continue' };
  const first = request(`${server.url}${issues}/1/comments`, { method: 'POST', headers });
  first.flushHeaders();
  await once(first, 'continue');
  await send(`GET ${issues}`);
  first.end('{"body":"a"}');
  await once(first, 'response');
}

const issues = '/repos/acme/shop/issues';
const checks = '/repos/acme/shop/check-runs';
const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };

describe('what breaks the description', () => {
  it.each([
    ['an endpoint that is not modelled', 'GET /repos/acme/shop/stargazers', undefined, 'is not modelled'],
    ['a body without what it needs', `POST ${issues}/1/comments`, {}, "must have required property 'body'"],
    ['a property that is not there', `POST ${issues}/1/comments`, { body: 'a', bdy: 'b' }, '/bdy is unknown'],
    ['one further down', `POST ${checks}`, run({ tilte: 'x' }), '/output/tilte is unknown'],
    ['a wrong type', `POST ${issues}`, { title: [] }, 'must be string'],
    ['a wrong word', `PATCH ${issues}/1`, { state_reason: 'done' }, 'must be equal to one of the allowed values'],
    ['51 annotations', `POST ${checks}`, run({ annotations: Array(51).fill(annotation) }), 'more than 50 items'],
    ['a parameter that is not there', `GET ${issues}?sate=all`, undefined, 'there is no parameter sate'],
    ['a body where none belongs', `DELETE ${issues}/comments/1`, { body: 'a' }, 'it takes no body'],
  ])('fails the test: %s', async (_name, route, body, complaint) => {
    await start();
    await send(route, body);
    await expect(server.close()).rejects.toThrow(complaint);
  });

  it.each([
    [
      'writes without a second between them',
      async () => {
        await send(`POST ${issues}/1/comments`, { body: 'a' });
        await fetch(`${server.url}${issues}/comments/1`, {
          method: 'DELETE',
          headers: { authorization: 'token pusher' },
        });
      },
      '0 ms after another write',
    ],
    [
      'a request while there is a limit',
      async () => {
        server.fault = ({ number }) => (number === 1 ? { when: 'before', kind: 'too-many' } : undefined);
        await send(`GET ${issues}`);
        await send(`GET ${issues}`);
      },
      '29000 ms before the limit ended',
    ],
    ['two requests at once', sendTwo, 'under way at once'],
  ])('fails the test: %s', async (_name, act, complaint) => {
    await start();
    await act();
    await expect(server.close()).rejects.toThrow(complaint);
  });
});

function run(output: object): object {
  return {
    name: 'x',
    head_sha: 'a',
    status: 'completed',
    conclusion: 'success',
    output: { title: 't', summary: 's', ...output },
  };
}

describe('a GitHub for tests', () => {
  afterEach(() => server.close());

  it('refuses unknown tokens, and hides what is not there', async () => {
    await start();
    expect((await fetch(`${server.url}/user`)).status).toBe(401);
    expect((await send('GET /repos/acme/none/issues')).status).toBe(404);
    expect((await send('GET /user')).body).toMatchObject(ann);
    expect((await send('GET /user', undefined, 'app')).status).toBe(403);
  });

  it('drops labels silently where the token may not push', async () => {
    await start();
    const issue = { title: 'A gap', labels: ['readiness'] };
    expect((await send(`POST ${issues}`, issue, 'reporter')).body).toMatchObject({ number: 2, labels: [] });
    expect((await send(`POST ${issues}`, issue)).body).toMatchObject({ number: 3, labels: [{ name: 'readiness' }] });
    expect((await send(`PATCH ${issues}/3`, { labels: [] }, 'reporter')).body.labels).toHaveLength(1);
    expect((await send(`POST ${issues}/2/labels`, { labels: ['late'] })).body).toMatchObject([{ name: 'late' }]);
    expect((await send(`GET ${issues}?labels=readiness`)).body).toMatchObject([{ number: 3 }]);
    expect((await send('POST /repos/acme/shop/labels', { name: 'READINESS' })).status).toBe(422);
    expect((await send('POST /repos/acme/shop/labels', { name: 'x'.repeat(51) })).status).toBe(422);
    expect((await send('GET /repos/acme/shop/labels')).body).toMatchObject([{ name: 'readiness' }, { name: 'late' }]);
  });

  it('keeps the reason of a state only where the state changes', async () => {
    await start();
    expect((await send(`PATCH ${issues}/1`, { state_reason: 'not_planned' })).body.state_reason).toBeNull();
    const closed = await send(`PATCH ${issues}/1`, { state: 'closed', state_reason: 'not_planned' });
    expect(closed.body).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
    expect((await send(`GET ${issues}/1`)).body.state).toBe('closed');
  });

  it('refuses comments that are too long or empty, and those of the locked out', async () => {
    await start();
    const comment = (body: string, token?: 'reporter') => send(`POST ${issues}/1/comments`, { body }, token);
    expect((await comment('x'.repeat(65_536))).status).toBe(201);
    expect((await comment('x'.repeat(65_537))).status).toBe(422);
    expect((await comment(' ')).status).toBe(422);
    const [issue] = server.world.repositories[0]?.issues ?? [];
    if (issue) issue.locked = true;
    expect((await comment('Hello', 'reporter')).status).toBe(403);
    expect((await comment('Hello')).status).toBe(201);
  });

  it('refuses writes to an archived repository', async () => {
    await start();
    const [repository] = server.world.repositories;
    if (repository) repository.archived = true;
    expect((await send(`POST ${issues}/1/comments`, { body: 'Hello' })).status).toBe(403);
    expect((await send(`GET ${issues}/1`)).status).toBe(200);
  });

  it('lets an app change only its own check runs, and adds annotations to those that are there', async () => {
    await start();
    expect((await send(`POST ${checks}`, run({}))).status).toBe(403);
    const made = await send(`POST ${checks}`, run({ annotations: [annotation] }), 'app');
    const path = `${checks}/${made.body.id}`;
    await send(`PATCH ${path}`, { conclusion: 'failure', output: { summary: 's', annotations: [annotation] } }, 'app');
    expect((await send(`GET ${path}/annotations`)).body).toHaveLength(2);
    expect((await send(`GET /repos/acme/shop/commits/a/check-runs`)).body).toMatchObject({
      total_count: 1,
      check_runs: [{ conclusion: 'failure', output: { title: 't', annotations_count: 2 } }],
    });
    expect((await send(`PATCH ${path}`, { conclusion: 'success' })).status).toBe(403);
  });

  it('gives lists page by page', async () => {
    await start();
    for (const body of ['a', 'b', 'c']) await send(`POST ${issues}/1/comments`, { body });
    const first = await send(`GET ${issues}/1/comments?per_page=2`);
    expect(first.body).toMatchObject([{ body: 'a' }, { body: 'b' }]);
    expect(first.link).toBe(`<${server.url}${issues}/1/comments?per_page=2&page=2>; rel="next"`);
    expect(await send(`GET ${issues}/1/comments?per_page=2&page=2`)).toMatchObject({
      link: null,
      body: [{ body: 'c' }],
    });
  });

  it('shows in lists what was a while ago, and by number what is', async () => {
    await start();
    const { body } = await send(`POST ${issues}/1/comments`, { body: 'a' });
    server.lists = { behind: 5_000 };
    expect((await send(`GET ${issues}/1/comments`)).body).toEqual([]);
    expect((await send(`GET ${issues}/comments/${body.id}`)).body.body).toBe('a');
    await server.clock.sleep(5_000);
    expect((await send(`GET ${issues}/1/comments`)).body).toHaveLength(1);
  });

  it('limits what is created in a minute, and in an hour', async () => {
    await start();
    const created = (count: number, between: number) => {
      const { refuse } = openRules();
      return Array.from({ length: count }, (_, index) => refuse('POST', index * between)?.status).filter(Boolean);
    };
    expect(created(80, 0)).toEqual([]);
    expect(created(81, 0)).toEqual([403]);
    expect(created(501, 1_000)).toEqual([403]);
    expect(created(600, 10_000)).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, nextOf } from './ask.ts';
import { openTestGithub, type TestGithub } from './open-test-github.ts';
import { addComment, addIssue, addMilestone, addRepository, type Repository, type User } from './world.ts';

const ann: User = { login: 'ann', id: 7, type: 'User' };
const bob: User = { login: 'bob', id: 9, type: 'User' };
const tokens = {
  pusher: { user: ann, writes: ['comments', 'issues'], pushes: true },
  reporter: { user: bob, writes: ['comments', 'issues'], pushes: false },
  app: { user: { login: 'app[bot]', id: 8, type: 'Bot' }, app: 'app', writes: ['issues', 'comments'], pushes: true },
} as const;

let github: TestGithub;
let repository: Repository;

beforeEach(() => {
  github = openTestGithub({ tokens });
  repository = addRepository(github.world, 'acme', 'shop');
  repository.people.push(ann, bob);
  addIssue(github.world, repository, { user: ann, title: 'An issue', body: 'Words.' });
});

afterEach(() => github.check());

const shop = '/repos/acme/shop';
const issues = `${shop}/issues`;
const send = (route: string, body?: object, token?: keyof typeof tokens) =>
  ask(github, route, body, token === undefined ? {} : { token });

describe('a repository', () => {
  it('tells of itself, under any case of its name, and under its id after it was renamed', async () => {
    const { id } = repository;
    const known = { id, full_name: 'acme/shop', archived: false, has_issues: true, permissions: { push: true } };
    expect((await send('GET /repos/Acme/SHOP')).body).toMatchObject(known);
    repository.formerNames.push('acme/shop');
    repository.name = 'store';
    const moved = await send(`GET ${shop}`);
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `${github.url}/repositories/${id}`]);
    expect((await send(`GET /repositories/${id}`)).body).toMatchObject({ full_name: 'acme/store' });
  });

  it('tells an app of no push, whatever it may write, and a workflow of nothing', async () => {
    expect((await send(`GET ${shop}`, undefined, 'app')).body).toMatchObject({ permissions: { push: false } });
    expect((await send('GET /user', undefined, 'app')).status).toBe(403);
    github.tokens['workflow'] = { ...tokens.app, app: 'github-actions' };
    expect((await ask(github, `GET ${shop}`, undefined, { token: 'workflow' })).body).not.toHaveProperty('permissions');
    expect((await send(`POST ${issues}`, { title: 'A gap', labels: ['ready'] }, 'app')).body).toMatchObject({
      labels: [{ name: 'ready' }],
    });
  });

  it('has no issues where they are turned off, and takes no writes where it is archived', async () => {
    repository.hasIssues = false;
    expect((await send(`GET ${issues}`)).status).toBe(410);
    expect((await send(`GET ${issues}/1`)).status).toBe(410);
    expect((await send(`POST ${issues}`, { title: 'A gap' })).status).toBe(410);
    repository.hasIssues = true;
    repository.archived = true;
    expect((await send(`PATCH ${issues}/1`, { title: 'A gap' })).status).toBe(403);
    expect((await send(`GET ${issues}/1`)).status).toBe(200);
  });

  it('knows when commits were made', async () => {
    const sha = 'c'.repeat(40);
    repository.commits[sha] = '2026-01-02T03:04:05Z';
    expect((await send(`GET ${shop}/commits/${sha}`)).body).toMatchObject({
      commit: { committer: { date: '2026-01-02T03:04:05Z' } },
    });
    expect((await send(`GET ${shop}/commits/${'d'.repeat(40)}`)).status).toBe(422);
  });

  it('lists labels, milestones and who may be assigned', async () => {
    addMilestone(github.world, repository, 'Soon');
    await send(`POST ${shop}/labels`, { name: 'a b', color: 'ff0000', description: 'Both.' });
    expect((await send(`GET ${shop}/labels/a%20b`)).body).toMatchObject({ name: 'a b', color: 'ff0000' });
    expect((await send(`GET ${shop}/labels/none`)).status).toBe(404);
    expect((await send(`POST ${shop}/labels`, { name: 'x', color: '#ff0000' })).status).toBe(422);
    expect((await send(`GET ${shop}/milestones`)).body).toMatchObject([{ number: 1, title: 'Soon', state: 'open' }]);
    expect((await send(`GET ${shop}/assignees`)).body).toMatchObject([{ login: 'ann' }, { login: 'bob' }]);
    expect((await send(`GET ${shop}/assignees/bob`)).status).toBe(204);
    expect((await send(`GET ${shop}/assignees/eve`)).status).toBe(404);
  });
});

describe('an issue', () => {
  it('tells who closed it, and when, by its number alone', async () => {
    await send(`PATCH ${issues}/1`, { state: 'closed' });
    expect((await send(`GET ${issues}/1`)).body).toMatchObject({
      state: 'closed',
      state_reason: 'completed',
      closed_by: { login: 'ann' },
      closed_at: '2026-01-01T00:00:01Z',
      updated_at: '2026-01-01T00:00:01Z',
    });
    const [listed] = (await send(`GET ${issues}?state=all`)).body as readonly object[];
    expect(Object.keys(listed ?? {})).not.toContain('closed_by');
    expect((await send(`GET ${issues}/1/events`)).body).toMatchObject([{ event: 'closed', actor: { login: 'ann' } }]);
    const reopened = { state: 'open', state_reason: 'reopened', closed_at: null, closed_by: null };
    expect((await send(`PATCH ${issues}/1`, { state: 'open' })).body).toMatchObject(reopened);
    expect((await send(`GET ${issues}/1/timeline`)).body).toMatchObject([{ event: 'closed' }, { event: 'reopened' }]);
  });

  it('is closed as a duplicate of another by its id, not its number', async () => {
    const { id } = addIssue(github.world, repository, { user: ann, title: 'The first' });
    const close = { state: 'closed', state_reason: 'duplicate' };
    expect((await send(`PATCH ${issues}/1`, { ...close, duplicate_issue_id: 2 })).status).toBe(422);
    expect((await send(`PATCH ${issues}/1`, { ...close, duplicate_issue_id: id })).body).toMatchObject(close);
  });

  it.each([
    ['a title of 256', { title: '😀'.repeat(256) }, 201],
    ['a title of 257', { title: 'x'.repeat(257) }, 422],
    ['a blank title', { title: '  ' }, 422],
    ['a body of 65,536', { title: 'A', body: '😀'.repeat(65_536) }, 201],
    ['a body of 65,537', { title: 'A', body: 'x'.repeat(65_537) }, 422],
    ['a label of 51', { title: 'A', labels: ['x'.repeat(51)] }, 422],
    ['101 labels', { title: 'A', labels: Array.from({ length: 101 }, (_, index) => `l${index}`) }, 422],
    ['a stranger to assign', { title: 'A', assignees: ['eve'] }, 422],
    ['a milestone that is not there', { title: 'A', milestone: 5 }, 422],
  ])('with %s', async (_name, body, status) => {
    expect((await send(`POST ${issues}`, body)).status).toBe(status);
    expect(repository.issues).toHaveLength(status === 201 ? 2 : 1);
  });

  it('has ten assignees at most, and drops strangers who are added', async () => {
    repository.people.push(...Array.from({ length: 12 }, (_, id) => ({ ...bob, login: `p${id}`, id: 100 + id })));
    const assignees = [...repository.people.slice(2).map(({ login }) => login), 'eve'];
    expect((await send(`POST ${issues}/1/assignees`, { assignees: ['eve', 'BOB'] })).body).toMatchObject({
      assignees: [{ login: 'bob' }],
    });
    const { body } = await send(`POST ${issues}/1/assignees`, { assignees });
    expect(body).toMatchObject({ assignees: { length: 10 } });
    expect((await send(`DELETE ${issues}/1/assignees`, { assignees: ['bob'] })).body).toMatchObject({
      assignees: { length: 9 },
    });
  });

  it('takes labels and assignees only from who may push, and says nothing', async () => {
    addMilestone(github.world, repository, 'Soon');
    const body = { title: 'A gap', labels: ['a'], assignees: ['ann'], milestone: 1 };
    const dropped = { labels: [], assignees: [], milestone: null };
    expect((await send(`POST ${issues}`, body, 'reporter')).body).toMatchObject(dropped);
    expect((await send(`POST ${issues}`, body)).body).toMatchObject({
      labels: [{ name: 'a' }],
      milestone: { number: 1 },
    });
    expect((await send(`POST ${issues}/1/labels`, { labels: ['A', 'b'] })).body).toMatchObject([
      { name: 'a' },
      { name: 'b' },
    ]);
    expect((await send(`DELETE ${issues}/1/labels/a`)).body).toMatchObject([{ name: 'b' }]);
    expect((await send(`DELETE ${issues}/1/labels/a`)).status).toBe(404);
    expect((await send(`DELETE ${issues}/1/labels/b`, undefined, 'reporter')).status).toBe(403);
  });

  it('is gone when it was deleted, and elsewhere when it was transferred', async () => {
    const elsewhere = addRepository(github.world, 'acme', 'elsewhere');
    addIssue(github.world, elsewhere, { user: ann, title: 'Moved here' });
    repository.issues.splice(0, 1);
    repository.deleted.push(1);
    repository.moved[5] = { repository: elsewhere.id, number: 1 };
    expect((await send(`GET ${issues}/1`)).status).toBe(410);
    expect((await send(`GET ${issues}/99`)).status).toBe(404);
    for (const route of [`GET ${issues}/5`, `PATCH ${issues}/5`]) {
      const moved = await send(route, route.startsWith('GET') ? undefined : { title: 'B' });
      expect([moved.status, moved.headers.get('location')]).toEqual([
        301,
        `${github.url}/repositories/${elsewhere.id}/issues/1`,
      ]);
    }
    expect((await send(`GET /repositories/${elsewhere.id}/issues/1`)).body).toMatchObject({
      title: 'Moved here',
      repository_url: `${github.url}/repos/acme/elsewhere`,
    });
  });

  it('is locked for who may not push', async () => {
    expect((await send(`PUT ${issues}/1/lock`, {}, 'reporter')).status).toBe(403);
    expect((await send(`PUT ${issues}/1/lock`, { lock_reason: 'resolved' })).status).toBe(204);
    expect((await send(`POST ${issues}/1/comments`, { body: 'Hello' }, 'reporter')).status).toBe(403);
    expect((await send(`POST ${issues}/1/comments`, { body: 'Hello' })).status).toBe(201);
    expect((await send(`GET ${issues}/1`)).body).toMatchObject({ locked: true, comments: 1 });
  });
});

describe('sub-issues', () => {
  const subIssues = `${issues}/1/sub_issues`;

  it('are a hundred at most, by their ids, each below one parent', async () => {
    const made = Array.from({ length: 101 }, (_, index) =>
      addIssue(github.world, repository, { user: ann, title: `Part ${index}`, state: 'closed' }),
    );
    const add = (index: number, more = {}) => send(`POST ${subIssues}`, { sub_issue_id: made[index]?.id, ...more });
    const statuses = [];
    for (const index of made.keys()) statuses.push((await add(index)).status);
    expect(statuses).toEqual([...Array(100).fill(201), 422]);
    expect((await send(`GET ${issues}/1`)).body).toMatchObject({ sub_issues_summary: { total: 100, completed: 100 } });
    expect((await send(`GET ${subIssues}?per_page=100`)).body).toHaveLength(100);
    const other = await send(`POST ${issues}/102/sub_issues`, { sub_issue_id: made[0]?.id });
    expect(other.status).toBe(422);
    expect((await send(`DELETE ${issues}/1/sub_issue`, { sub_issue_id: made[0]?.id })).status).toBe(200);
    expect((await send(`POST ${issues}/102/sub_issues`, { sub_issue_id: made[0]?.id })).status).toBe(201);
    expect((await send(`GET ${issues}/2/parent`)).body).toMatchObject({ number: 102 });
    expect((await send(`POST ${issues}/2/sub_issues`, { sub_issue_id: made[100]?.id })).status).toBe(422);
  });

  it('are not there on some servers', async () => {
    github.features = { subIssues: false };
    const answer = await send(`GET ${subIssues}`);
    expect([answer.status, answer.headers.get('x-github-enterprise-version')]).toEqual([404, '3.19.0']);
    expect((await send(`GET ${issues}/1`)).body).not.toHaveProperty('sub_issues_summary');
  });
});

describe('lists', () => {
  it('filter and sort, with pull requests among the issues', async () => {
    const pull = { base: { sha: 'b', ref: 'main' }, head: { sha: 'a', ref: 'work', repository: null } };
    addIssue(github.world, repository, { user: bob, title: 'A pull request', pull, labels: ['Ready'] });
    addIssue(github.world, repository, { user: bob, title: 'Old', state: 'closed', assignees: [ann] });
    addComment(github.world, repository, { issue: 2, user: ann, body: 'A comment' });
    await send(`PATCH ${issues}/1`, { body: 'New words.' });
    const numbers = async (query: string) =>
      ((await send(`GET ${issues}?${query}`)).body as readonly { readonly number: number }[]).map(
        ({ number }) => number,
      );
    expect(await numbers('')).toEqual([2, 1]);
    expect(await numbers('state=all&sort=created&direction=asc')).toEqual([1, 2, 3]);
    expect(await numbers('state=all&sort=updated')).toEqual([1, 3, 2]);
    expect(await numbers('labels=READY')).toEqual([2]);
    expect(await numbers('state=all&creator=bob')).toEqual([3, 2]);
    expect(await numbers('state=closed&assignee=ann')).toEqual([3]);
    expect(await numbers('state=all&since=2026-01-01T00:00:00Z')).toEqual([1]);
    expect((await send(`GET ${issues}?labels=ready`)).body).toMatchObject([{ pull_request: {}, comments: 1 }]);
  });

  it('give a cursor past ten thousand issues, and no counted page', async () => {
    for (let index = 0; index < 10_100; index += 1) addIssue(github.world, repository, { user: ann, title: 'One' });
    expect((await send(`GET ${issues}?per_page=100&page=101`)).status).toBe(422);
    const seen = new Set<number>();
    let page = await send(`GET ${issues}?per_page=100`);
    for (let count = 0; count < 102; count += 1) {
      for (const { number } of page.body as readonly { readonly number: number }[]) seen.add(number);
      const next = nextOf(page);
      if (next === undefined) break;
      // What is new comes first, and moves nothing behind a cursor.
      if (count === 3) addIssue(github.world, repository, { user: ann, title: 'Newer' });
      page = await send(`GET ${next}`);
    }
    expect([seen.size, seen.has(1), seen.has(10_102)]).toEqual([10_101, true, false]);
    expect(nextOf(page)).toBeUndefined();
  });

  it('show what was a while ago, whoever changed it', async () => {
    await send(`POST ${issues}`, { title: 'New' });
    await send(`PATCH ${issues}/1`, { title: 'Renamed', state: 'closed' });
    github.lists = { behind: 10_000 };
    expect((await send(`GET ${issues}?state=all`)).body).toMatchObject([
      { number: 1, title: 'An issue', state: 'open' },
    ]);
    expect((await send(`GET ${issues}/1`)).body).toMatchObject({ title: 'Renamed' });
    await github.clock.sleep(10_000);
    expect((await send(`GET ${issues}?state=all`)).body).toMatchObject([{ title: 'New' }, { title: 'Renamed' }]);
  });

  it('lose or repeat an item where others move between two pages', async () => {
    for (const title of ['B', 'C', 'D']) addIssue(github.world, repository, { user: ann, title });
    const titles = async (page: number) =>
      ((await send(`GET ${issues}?per_page=2&page=${page}`)).body as readonly { title: string }[]).map(
        ({ title }) => title,
      );
    github.lists = { shift: 1 };
    expect([await titles(1), await titles(2)]).toEqual([['D', 'C'], ['An issue']]);
    github.lists = { shift: -1 };
    expect([await titles(1), await titles(2)]).toEqual([
      ['D', 'C'],
      ['C', 'B'],
    ]);
  });

  it('are searched as they were ten minutes ago', async () => {
    await send(`POST ${issues}`, { title: 'A gap', body: 'key=0123', labels: ['ready'] });
    const search = async (words: string) => {
      const q = encodeURIComponent(`repo:acme/shop is:issue label:ready ${words}`);
      const { body } = await send(`GET /search/issues?q=${q}`);
      return (body as { readonly total_count: number }).total_count;
    };
    expect(await search('"key=0123"')).toBe(0);
    await github.clock.sleep(600_000);
    expect([await search('"key=0123"'), await search('in:body 4567')]).toEqual([1, 0]);
  });
});

describe('limits', () => {
  it('charge every request but a conditional one that finds nothing new', async () => {
    const first = await send(`GET ${issues}/1`);
    const tag = first.headers.get('etag') ?? '';
    const again = await ask(github, `GET ${issues}/1`, undefined, { headers: { 'if-none-match': tag } });
    expect([again.status, again.headers.get('x-ratelimit-used')]).toEqual([304, '1']);
    await send(`PATCH ${issues}/1`, { title: 'Other' });
    const changed = await ask(github, `GET ${issues}/1`, undefined, { headers: { 'if-none-match': tag } });
    expect([changed.status, changed.headers.get('x-ratelimit-used')]).toEqual([200, '3']);
    expect((await send('GET /rate_limit')).body).toMatchObject({ resources: { core: { limit: 5_000, used: 3 } } });
  });

  it('end what a token may ask in an hour', async () => {
    github.tokens['pusher'] = { ...tokens.pusher, hourly: 2 };
    const last = [await send(`GET ${issues}`), await send(`GET ${issues}`)][1];
    expect(last?.headers.get('x-ratelimit-remaining')).toBe('0');
    await github.clock.sleep(Number(last?.headers.get('x-ratelimit-reset')) * 1_000 - github.clock.now());
    expect((await send(`GET ${issues}`)).status).toBe(200);
    await send(`GET ${issues}`);
    expect((await send(`GET ${issues}`)).status).toBe(403);
    expect(github.violations.splice(0)).toEqual([expect.stringContaining('before the limit ended')]);
  });

  it('end what a user may create in a minute, with whatever token, and for a minute', async () => {
    github.tokens['second'] = tokens.pusher;
    const create = (token: string) => {
      const headers = { authorization: `token ${token}` };
      return github.fetch(`${github.url}${issues}/1/comments`, { method: 'POST', headers, body: '{"body":"Hello"}' });
    };
    const statuses = [];
    for (let count = 0; count < 81; count += 1) {
      statuses.push((await create(count % 2 === 0 ? 'pusher' : 'second')).status);
    }
    expect(statuses).toEqual([...Array(80).fill(201), 403]);
    github.violations.splice(0);
    await ask(github, `GET ${issues}`);
    expect(github.violations.splice(0)).toEqual([`GET ${issues} came 59000 ms before the limit ended.`]);
  });

  it('end a token that expires', async () => {
    github.tokens['pusher'] = { ...tokens.pusher, expiresAt: github.clock.now() + 2_000 };
    expect([(await send(`GET ${issues}`)).status, (await send(`GET ${issues}`)).status]).toEqual([200, 401]);
  });
});

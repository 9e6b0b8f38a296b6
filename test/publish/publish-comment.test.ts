import { afterEach, describe, expect, it } from 'vitest';
import { type CommentRequest, publishComment } from '../../src/publish/pull-request/publish-comment.ts';
import { allFaults } from '../github/faults.ts';
import { addComment } from '../github/world.ts';
import { ann, bot, marker, place, type Scenario, startScenario, type tokens } from './scenario.ts';

let scenario: Scenario | undefined;

afterEach(async () => {
  scenario?.expectBystanders();
  await scenario?.server.close();
  scenario = undefined;
});

async function start(basePath?: string): Promise<Scenario> {
  scenario = await startScenario(basePath);
  return scenario;
}

async function publish(
  { connect, number }: Scenario,
  changes: Partial<CommentRequest> = {},
  token: keyof typeof tokens = 'workflow',
) {
  const request = { repository: place, number, marker: 'main', body: 'Two gaps.', clearedBody: 'No gaps.', ...changes };
  return publishComment(await connect(token), request);
}

describe('publishComment', () => {
  it('makes one comment below its marker, and says where it is', async () => {
    const here = await start();
    const outcome = await publish(here);
    expect(here.newComments().map(({ body, user }) => [user.login, body])).toEqual([
      [bot.login, `${marker}\nTwo gaps.`],
    ]);
    expect(outcome).toEqual({
      kind: 'done',
      url: `https://github.test/acme/shop/pull/1#issuecomment-${here.newComments()[0]?.id}`,
      sentence: 'The result is in a comment on pull request #1.',
    });
  });

  it('works below the base path of an enterprise server', async () => {
    const here = await start('/api/v3');
    expect(await publish(here)).toMatchObject({ kind: 'done' });
  });

  it('edits in place what differs, and writes nothing where nothing does', async () => {
    const here = await start();
    await publish(here);
    const [{ id } = { id: 0 }] = here.newComments();
    expect(await publish(here, { body: 'One gap.\n' })).toMatchObject({ kind: 'done' });
    const writes = here.server.writes().length;
    expect(await publish(here, { body: 'One gap.' })).toMatchObject({ kind: 'unchanged' });
    expect(here.server.writes()).toHaveLength(writes);
    expect(here.newComments()).toMatchObject([{ id, body: `${marker}\nOne gap.` }]);
  });

  it('makes no comment where there is nothing to say, and clears one that is there', async () => {
    const here = await start();
    expect(await publish(here, { body: undefined })).toMatchObject({ kind: 'unchanged' });
    expect(here.server.writes()).toEqual([]);
    await publish(here);
    expect(await publish(here, { body: undefined })).toMatchObject({ kind: 'done' });
    expect(here.newComments().map(({ body }) => body)).toEqual([`${marker}\nNo gaps.`]);
  });

  it('writes as a person where the token is one of a person', async () => {
    const here = await start();
    // The person's own forged marker would be found as ours: another marker is used.
    await publish(here, { marker: 'mine' }, 'person');
    await publish(here, { marker: 'mine', body: 'Changed.' }, 'person');
    expect(here.newComments().map(({ user, body }) => [user.login, body])).toEqual([
      [ann.login, '<!-- orrery:pull-request mine -->\nChanged.'],
    ]);
  });

  it('keeps the oldest of several, and deletes the others', async () => {
    const here = await start();
    const { world } = here.server;
    for (const body of ['first', 'second', 'third']) {
      addComment(world, here.repository, { issue: here.number, user: bot, body: `${marker}\r\n${body}` });
    }
    const [first] = here.newComments();
    expect(await publish(here)).toMatchObject({ kind: 'done' });
    expect(here.newComments()).toMatchObject([{ id: first?.id, body: `${marker}\nTwo gaps.` }]);
    expect(here.server.writes().map(({ method }) => method)).toEqual(['PATCH', 'DELETE', 'DELETE']);
  });

  it('finds its comment behind hundreds of others', async () => {
    const here = await start();
    for (let count = 0; count < 230; count += 1) {
      addComment(here.server.world, here.repository, { issue: here.number, user: ann, body: `Comment ${count}` });
    }
    await publish(here);
    expect(await publish(here)).toMatchObject({ kind: 'unchanged' });
    expect(here.server.writes()).toHaveLength(1);
  });

  it('says that a read-only token may not, so that the result can go elsewhere', async () => {
    const here = await start();
    expect(await publish(here, {}, 'fork')).toEqual({
      kind: 'forbidden',
      sentence:
        'GitHub did not allow POST /repos/acme/shop/issues/1/comments (403: Resource not accessible by integration).',
    });
  });

  it('sends nothing that is too long', async () => {
    const here = await start();
    const room = 65_536 - marker.length - 1;
    expect(await publish(here, { body: 'x'.repeat(room + 1) })).toMatchObject({ kind: 'failed' });
    expect(here.server.requests).toEqual([]);
    expect(await publish(here, { body: 'x'.repeat(room) })).toMatchObject({ kind: 'done' });
  });

  it.each(['', 'a--b', 'a b', '-->', 'x>'])('takes no marker that would end its comment: %j', async (wrong) => {
    await expect(publish(await start(), { marker: wrong })).rejects.toThrow('A marker is made of');
  });

  it('creates nothing while a list that is empty by mistake disagrees with the count', async () => {
    const here = await start();
    await publish(here);
    here.server.lists = { emptyReads: 2 };
    expect(await publish(here)).toMatchObject({ kind: 'unchanged' });
    here.server.lists = { emptyReads: 99 };
    expect(await publish(here)).toMatchObject({ kind: 'failed', sentence: expect.stringContaining('counts more') });
    expect(here.newComments()).toHaveLength(1);
  });

  it('creates nothing twice while lists lag', async () => {
    const here = await start();
    here.server.lists = { behind: 6_000 };
    here.server.fault = ({ method }) => (method === 'POST' ? { when: 'after', kind: 'bad-gateway' } : undefined);
    expect(await publish(here)).toMatchObject({ kind: 'done' });
    here.server.fault = () => undefined;
    expect(await publish(here, { body: 'Changed.' })).toMatchObject({ kind: 'done' });
    expect(here.newComments().map(({ body }) => body)).toEqual([`${marker}\nChanged.`]);
  });

  it('compares with the comment as it is, not as a lagging list shows it', async () => {
    const here = await start();
    await publish(here, { body: 'Old.' });
    await publish(here, { body: 'New.' });
    here.server.lists = { behind: 3_000 };
    expect(await publish(here, { body: 'Old.' })).toMatchObject({ kind: 'done' });
    expect(here.newComments().map(({ body }) => body)).toEqual([`${marker}\nOld.`]);
  });

  it('does not create where a look failed, and not after one that it cannot finish', async () => {
    const here = await start();
    here.server.fault = ({ method }) => (method === 'GET' ? { when: 'after', kind: 'bad-gateway' } : undefined);
    expect(await publish(here)).toMatchObject({ kind: 'failed' });
    expect(here.server.writes()).toEqual([]);
  });

  it('does not create again where it is not known whether it did', async () => {
    const here = await start();
    here.server.fault = ({ method }) => (method === 'POST' ? { when: 'before', kind: 'bad-gateway' } : undefined);
    expect(await publish(here)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('not known whether'),
    });
    expect(here.server.writes()).toHaveLength(1);
  });

  it('finds that an edit was made, though GitHub failed to say so', async () => {
    const here = await start();
    await publish(here);
    here.server.fault = ({ method }) => (method === 'PATCH' ? { when: 'after', kind: 'reset' } : undefined);
    expect(await publish(here, { body: 'Changed.' })).toMatchObject({ kind: 'done' });
    expect(here.server.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('keeps the older comment where another run creates one at the same time', async () => {
    const here = await start();
    const { server, repository, number } = here;
    server.fault = ({ method }) => {
      const theirs = { issue: number, user: bot, body: `${marker}\nTheirs.` };
      if (method === 'POST') addComment(server.world, repository, theirs);
      return undefined;
    };
    expect(await publish(here)).toMatchObject({
      kind: 'done',
      url: expect.stringContaining(`${here.newComments()[0]?.id}`),
    });
    expect(here.newComments().map(({ body }) => body)).toEqual([`${marker}\nTwo gaps.`]);
    expect(server.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH', 'DELETE']);
  });

  it('gives up where GitHub asks for more patience than there is', async () => {
    const here = await start();
    const answer = { status: 403, headers: { 'retry-after': '3600' }, body: '{}' };
    here.server.fault = ({ method }) => (method === 'POST' ? { when: 'before', kind: 'answer', answer } : undefined);
    const outcome = await publish(here);
    expect(outcome).toMatchObject({ kind: 'failed', sentence: expect.stringContaining('60 minutes') });
    expect(here.server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

/** Our comments that a run finds. */
const beginnings: readonly (readonly [string, readonly string[]])[] = [
  ['no comment', []],
  ['an outdated comment', ['Outdated.']],
  ['two comments', ['Outdated.', 'Two gaps.']],
];

describe.each(beginnings)('publishComment with %s', (_name, bodies) => {
  it.each(allFaults)('survives $kind $when at every request', async (fault) => {
    for (let number = 1; ; number += 1) {
      const here = await startScenario();
      const { server, repository, newComments } = here;
      for (const body of bodies) {
        addComment(server.world, repository, { issue: here.number, user: bot, body: `${marker}\n${body}` });
      }
      server.fault = (request) => (request.number === number ? fault : undefined);
      const outcome = await publish(here);
      const reached = server.requests.length >= number;
      expect(newComments().length).toBeLessThanOrEqual(Math.max(bodies.length, 1));
      if (outcome.kind === 'done') expect(newComments()[0]?.body).toBe(`${marker}\nTwo gaps.`);

      server.fault = () => undefined;
      await server.clock.sleep(60_000);
      expect(['done', 'unchanged']).toContain((await publish(here)).kind);
      expect(newComments().map(({ body }) => body)).toEqual([`${marker}\nTwo gaps.`]);

      const writes = server.writes().length;
      expect(await publish(here)).toMatchObject({ kind: 'unchanged' });
      expect(server.writes()).toHaveLength(writes);
      here.expectBystanders();
      await server.close();
      if (!reached) return;
    }
  });
});

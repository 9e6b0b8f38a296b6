import { describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { addBystanders } from './bystanders.ts';
import { followSchedule } from './follow-schedule.ts';
import { type EditKind, editKinds, hardEditKinds, outsideOf } from './human-edits.ts';
import { openTestGithub } from './open-test-github.ts';
import { openTurns } from './open-turns.ts';
import { openRandom } from './random.ts';
import type { Token } from './routes.ts';
import { type Schedule, type Step, seededSchedule } from './seeded-schedule.ts';
import { addIssue, addRepository, type Issue, type User } from './world.ts';

const us: User = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };
const ann: User = { login: 'ann', id: 7, type: 'User' };
const bob: User = { login: 'bob', id: 9, type: 'User' };
const pusher: Token = { user: us, writes: ['comments', 'issues'], pushes: true };
const marker = '<!-- orrery:issue v1 key=0 -->';
const body = `<!-- orrery:begin -->\nA gap.\n<!-- orrery:end -->\n\n${marker}\n`;

/** A repository with an issue of ours among others, to which steps happen. */
function open(...steps: readonly Step[]) {
  const github = openTestGithub({ tokens: { pusher, second: pusher } });
  const { world } = github;
  const repository = addRepository(world, 'acme', 'shop');
  const elsewhere = addRepository(world, 'acme', 'elsewhere');
  repository.people.push(ann, bob);
  const copied = [{ title: 'A gap', body, labels: ['readiness'] }];
  const bystanders = addBystanders(world, repository, { us, copied });
  const issue = addIssue(world, repository, {
    user: us,
    title: 'A gap',
    body,
    labels: ['readiness'],
    assignees: [bob],
  });
  const isOurs = (one: Issue) => one.user.id === us.id && !bystanders.has(one);
  const schedule: Schedule = { seed: 0, skew: 0, steps };
  const followed = followSchedule(github, schedule, { repository, elsewhere, person: ann, isOurs });
  const path = `/repos/acme/shop/issues/${issue.number}`;
  return { github, repository, elsewhere, bystanders, issue, followed, path };
}

function editing(edit: EditKind, at = 1): Step {
  return { at, does: 'edit', edit, pick: 0 };
}

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    const schedules = Array.from({ length: 200 }, (_, seed) => JSON.stringify(seededSchedule(seed)));
    expect(schedules).toEqual(Array.from({ length: 200 }, (_, seed) => JSON.stringify(seededSchedule(seed))));
    expect(new Set(schedules.map((text) => text.replace(/"seed":\d+/, '')))).toHaveProperty('size', 200);
  });

  it('holds everything that can go wrong, sooner or later', () => {
    const steps = Array.from({ length: 3_000 }, (_, seed) => seededSchedule(seed).steps).flat();
    const said = new Set(
      steps.map((step) => {
        if (step.does === 'fault') return `${step.fault.kind} ${step.fault.when}`;
        if (step.does === 'edit') return step.edit;
        return step.does === 'token' ? step.token : step.does;
      }),
    );
    // 21 kinds of faults at two times, 21 edits, four changes of a token, and lists.
    expect(said.size).toBe(42 + editKinds.length + hardEditKinds.length + 4 + 1);
  });

  it('stops nobody where that is not wanted', () => {
    const steps = Array.from({ length: 500 }, (_, seed) => seededSchedule(seed, { stops: false }).steps).flat();
    expect(steps.filter((step) => step.does === 'fault' && step.fault.kind === 'stopped')).toEqual([]);
  });

  it('happens request by request, and ends when all is to be calm', async () => {
    const { github, followed, repository, path } = open(
      { at: 1, does: 'token', token: 'expired' },
      { at: 2, does: 'token', token: 'read-only' },
      editing('issues-off', 3),
      { at: 4, does: 'fault', fault: { when: 'after', kind: 'bad-gateway' } },
    );
    const patch = async () => (await ask(github, `PATCH ${path}`, { title: 'A' }, { token: 'second' })).status;
    // Whoever wrote an issue may still edit it.
    expect([await patch(), await patch(), await patch(), await patch()]).toEqual([401, 200, 410, 502]);
    expect(followed.log).toHaveLength(4);
    followed.calm();
    expect([await patch(), repository.hasIssues]).toEqual([200, true]);
    github.check();
  });
});

describe('an edit by a person', () => {
  const changes: { readonly [kind in Exclude<EditKind, 'reopened'>]: (here: ReturnType<typeof open>) => unknown } = {
    title: ({ issue }) => issue.title.startsWith('Retitled'),
    'text-above': ({ issue }) => issue.body?.startsWith('A note above'),
    'text-below': ({ issue }) => issue.body?.endsWith('A note below.  \r\n- [ ] with a list'),
    region: ({ issue }) => issue.body?.includes('Written inside.\nA gap.'),
    torn: ({ issue }) => !issue.body?.includes('orrery:end'),
    unmarked: ({ issue }) => !issue.body?.includes('orrery:issue'),
    rewritten: ({ issue }) => issue.body === 'Rewritten by a person.',
    closed: ({ issue }) => issue.stateReason === 'completed' && issue.closedBy === ann,
    'put-aside': ({ issue }) => issue.stateReason === 'not_planned' && issue.closedBy === ann,
    labelled: ({ issue }) => issue.labels.length === 2,
    assigned: ({ issue }) => issue.assignees.includes(ann),
    unassigned: ({ issue }) => issue.assignees.length === 0,
    commented: ({ repository, issue }) => repository.comments.some((comment) => comment.issue === issue.number),
    locked: ({ issue }) => issue.locked,
    transferred: ({ elsewhere, repository, issue }) =>
      elsewhere.issues[0]?.title === 'A gap' && !repository.issues.includes(issue),
    deleted: ({ repository, issue }) => repository.deleted.includes(issue.number),
    'label-renamed': ({ issue }) => issue.labels[0] === 'readiness (was)',
    'repository-renamed': ({ repository }) => repository.name === 'shop-new',
    'issues-off': ({ repository }) => !repository.hasIssues,
    archived: ({ repository }) => repository.archived,
  };

  it.each(Object.entries(changes))('%s', async (kind, changed) => {
    const here = open(editing(kind as EditKind)); // A key of the table.
    const before = here.bystanders.snapshot();
    expect(changed(here)).toBeFalsy();
    await ask(here.github, `GET ${here.path}`);
    expect(changed(here)).toBe(true);
    expect(here.followed.lost()).toEqual([]);
    expect(here.bystanders.snapshot()).toBe(before);
    here.github.check();
  });

  it('is missed where it was overwritten', async () => {
    const kept: readonly EditKind[] = ['text-above', 'title', 'labelled', 'unassigned', 'put-aside', 'commented'];
    const { github, repository, followed, path } = open(...kept.map((kind) => editing(kind)));
    await ask(github, `GET ${path}`);
    expect(followed.lost()).toEqual([]);
    const old = { title: 'A gap', body, labels: ['readiness'], assignees: ['bob'], state: 'open' };
    await ask(github, `PATCH ${path}`, old);
    repository.comments.pop();
    expect(followed.lost()).toHaveLength(kept.length);
  });

  it('waits where a write is under way that nothing could keep from overwriting it', async () => {
    const { github, issue, followed, path } = open(editing('text-above'));
    await ask(github, `PATCH ${path}`, { body: `${body}More.` });
    expect(issue.body).toBe(`${body}More.`);
    await ask(github, `PATCH ${path}`, { labels: ['readiness'] });
    expect(issue.body).toMatch(/^A note above.*More\.$/s);
    expect(followed.lost()).toEqual([]);
  });

  it.each([
    [body, '\u0000\n\u0001\n'],
    [`Above\r\n${body}Below`, 'Above\r\n\u0000\n\u0001\nBelow'],
    [body.replace('orrery:end', 'orrery'), undefined],
    [body.replace(marker, ''), undefined],
    [body + body, undefined],
  ])('leaves what is not ours of %j', (text, outside) => {
    expect(outsideOf(text)).toBe(outside);
  });
});

describe('bystanders', () => {
  it.each([
    ['an issue', 'PATCH /repos/acme/shop/issues/1', { state: 'closed' }],
    ['a copy of ours', 'PATCH /repos/acme/shop/issues/4', { body: 'x' }],
    ['a label of an issue', 'POST /repos/acme/shop/issues/2/labels', { labels: ['unused'] }],
    ['a comment', 'PATCH /repos/acme/shop/issues/comments/{id}', { body: 'x' }],
    ['the comments of an issue', 'POST /repos/acme/shop/issues/3/comments', { body: 'x' }],
  ])('show where %s was touched', async (_name, route, change) => {
    const { github, bystanders, repository } = open();
    const before = bystanders.snapshot();
    await ask(github, `PATCH /repos/acme/shop/issues/${repository.issues.length}`, { title: 'Ours' });
    expect(bystanders.snapshot()).toBe(before);
    await ask(github, route.replace('{id}', String(repository.comments[0]?.id)), change);
    expect(bystanders.snapshot()).not.toBe(before);
  });
});

describe('turns', () => {
  it.each([1, 2, 3])('are taken in an order that the seed %i decides', async (seed) => {
    const order = async () => {
      const { github, path } = open();
      const turns = openTurns(['pusher', 'second'], openRandom(seed));
      github.beforeRequest = turns.beforeRequest;
      const run = async (token: string) => {
        for (let count = 0; count < 5; count += 1) await ask(github, `GET ${path}`, undefined, { token });
        turns.leave(token);
      };
      await Promise.all([run('pusher'), run('second')]);
      github.check();
      return github.requests.map(({ token }) => token);
    };
    expect(await order()).toEqual(await order());
  });
});

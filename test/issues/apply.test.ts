import { describe, expect, test } from 'vitest';
import { planIssues } from '../../src/plan-issues.ts';
import type { Finding } from '../../src/types/finding.ts';
import type { ActionOutcome } from '../../src/types/issue-report.ts';
import type { Review } from '../../src/types/review.ts';
import { type Fault, rareFaultKinds } from '../github/faults.ts';
import { change } from '../github/journal.ts';
import type { Recorded } from '../github/open-test-github.ts';
import { addComment, addIssue, addRepository, type Issue } from '../github/world.ts';
import { ann, type LiveOrchard, openLiveOrchard, told } from './live-orchard.ts';
import { found, later, orchardReview, orchardTracker, type PlanOptions, probes } from './orchard.ts';

const gap = found('fail');
const graver = found('fail', { severity: 'critical' });
const day = 86_400_000;

type Meanwhile = (orchard: LiveOrchard, issue: Issue) => void;
type FaultOf = (request: Recorded, orchard: LiveOrchard) => Fault | undefined;

interface Case {
  readonly name: string;
  /** What happens between the plan and its application to issue #3. */
  readonly meanwhile?: Meanwhile;
  readonly fault?: FaultOf;
  /** What the second review says; a graver gap by default. */
  readonly review?: Review;
  readonly options?: PlanOptions;
  readonly expected: readonly string[];
  readonly detail?: RegExp;
  readonly stopped?: RegExp;
  /** What a run without faults does then, twice: the second time nothing. */
  readonly healed: readonly string[];
}

const fixed = later([found('pass')]);
const both = ['update #3 done', 'comment #3 done'];
const touched = ['update #3 conflict', 'comment #3 conflict'];

function edit(changes: Partial<Issue> | ((issue: Issue) => Partial<Issue>)): Meanwhile {
  return ({ server }, issue) => {
    const now = server.clock.now() + 1_000;
    change(server.world, issue, now, {
      updatedAt: now,
      ...(typeof changes === 'function' ? changes(issue) : changes),
    });
  };
}

function onWrite(nth: number, fault: Fault): (request: Recorded) => Fault | undefined {
  let writes = 0;
  return ({ method }) => {
    writes += method === 'GET' ? 0 : 1;
    return method !== 'GET' && writes === nth ? fault : undefined;
  };
}

const cases: readonly Case[] = [
  { name: 'as planned', expected: both, healed: [] },
  {
    name: 'a fix closes first and tells then',
    review: fixed,
    expected: ['close #3 done', 'comment #3 done'],
    healed: [],
  },
  {
    name: 'a text above the region',
    meanwhile: edit(({ body }) => ({ body: `Mine.\r\n${body}` })),
    expected: touched,
    detail: /its text was edited since the plan was made/,
    healed: both,
  },
  { name: 'a comment of a person', meanwhile: edit({}), expected: touched, detail: /commented on/, healed: both },
  {
    name: 'closed by a person as not planned',
    meanwhile: edit({ state: 'closed', stateReason: 'not_planned', closedAt: 0, closedBy: ann }),
    expected: touched,
    detail: /it was closed/,
    healed: [],
  },
  {
    name: 'locked after the plan',
    meanwhile: edit({ locked: true }),
    review: fixed,
    expected: ['close #3 conflict', 'comment #3 conflict'],
    healed: ['close #3 done'],
  },
  {
    name: 'its marker taken away',
    meanwhile: edit({ body: 'Ours now.' }),
    expected: touched,
    detail: /marker was taken away/,
    healed: [],
  },
  {
    name: 'deleted, and made again',
    meanwhile: ({ repository }, issue) => {
      repository.issues.splice(repository.issues.indexOf(issue), 1);
      repository.deleted.push(issue.number);
    },
    expected: ['update #3 skipped', 'comment #3 skipped'],
    detail: /it is gone/,
    healed: ['create fruit:redundancy/min-replicas done'],
  },
  {
    name: 'issues turned off',
    meanwhile: ({ repository }) => Object.assign(repository, { hasIssues: false }),
    expected: ['update #3 skipped', 'comment #3 skipped'],
    detail: /issues are turned off/,
    healed: [],
  },
  {
    name: 'archived',
    meanwhile: ({ repository }) => Object.assign(repository, { archived: true }),
    expected: ['update #3 skipped', 'comment #3 skipped'],
    detail: /archived/,
    healed: [],
  },
  {
    name: 'archived in the midst',
    fault: ({ method }, { repository }) => {
      if (method === 'PATCH') repository.archived = true;
      return undefined;
    },
    expected: ['update #3 failed', 'comment #3 left'],
    detail: /read-only/,
    stopped: /did not allow/,
    healed: [],
  },
  {
    name: 'renamed',
    meanwhile: ({ repository }) => {
      repository.formerNames.push('orchard/fruit');
      repository.name = 'pears';
    },
    expected: both,
    healed: [],
  },
  {
    name: 'an edit that is lost on the way is sent again',
    fault: onWrite(1, { when: 'before', kind: 'reset' }),
    expected: both,
    healed: [],
  },
  {
    name: 'an edit whose answer is lost is found done',
    fault: onWrite(1, { when: 'after', kind: 'reset' }),
    expected: both,
    healed: [],
  },
  {
    name: 'a comment whose answer is lost is found, and not repeated',
    fault: onWrite(2, { when: 'after', kind: 'bad-gateway' }),
    expected: both,
    healed: [],
  },
  {
    name: 'a comment that is lost stays unknown',
    fault: onWrite(2, { when: 'before', kind: 'bad-gateway' }),
    expected: ['update #3 done', 'comment #3 unknown'],
    healed: [],
  },
  {
    name: 'a limit ends the run',
    fault: onWrite(1, { when: 'before', kind: 'secondary-limit' }),
    expected: ['update #3 left', 'comment #3 left'],
    stopped: /limits the requests/,
    healed: both,
  },
  {
    name: 'a token that ends',
    fault: onWrite(1, { when: 'before', kind: 'unauthorized' }),
    expected: ['update #3 failed', 'comment #3 left'],
    stopped: /did not allow/,
    healed: both,
  },
  {
    name: 'an issue that was created, and whose answer is lost',
    review: later([gap, found('fail', { check: probes })]),
    fault: onWrite(1, { when: 'after', kind: 'hang' }),
    expected: ['create fruit:health/probes done'],
    healed: [],
  },
  {
    name: 'an issue that was lost on the way is left to the next run',
    review: later([gap, found('fail', { check: probes })]),
    fault: onWrite(1, { when: 'before', kind: 'hang' }),
    expected: ['create fruit:health/probes unknown'],
    healed: ['create fruit:health/probes done'],
  },
  {
    name: 'an issue that a proxy creates twice',
    review: later([gap, found('fail', { check: probes })]),
    fault: onWrite(1, { when: 'after', kind: 'twice' }),
    expected: ['create fruit:health/probes done'],
    detail: /#5 was closed as its duplicate/,
    healed: [],
  },
  {
    name: 'an assignee that GitHub refuses',
    review: later([gap, found('fail', { check: probes })]),
    fault: ({ method }, { repository }) => {
      if (method === 'POST') repository.people.splice(0);
      return undefined;
    },
    options: { policy: { assignees: { 'team:orchard': ['ann'] } } },
    expected: ['create fruit:health/probes done'],
    healed: [],
  },
];

test.each(cases)('$name', async ({ meanwhile, fault, review, options, expected, detail, stopped, healed }) => {
  const orchard = openLiveOrchard();
  const { server } = orchard;
  await orchard.sync(orchardReview([gap]), options);
  await server.clock.sleep(day);
  const second = review ?? later([graver]);
  const plan = await orchard.plan(second, options);
  const [issue] = orchard.issues();
  if (issue) meanwhile?.(orchard, issue);
  await server.clock.sleep(5_000);
  server.fault = (request) => fault?.(request, orchard);
  const report = await orchard.apply(plan);
  expect(told(report)).toEqual(expected);
  if (detail) expect(report.results.map((result) => result.detail).join()).toMatch(detail);
  expect(report.stopped?.because ?? '').toMatch(stopped ?? /^$/);
  server.fault = () => undefined;
  await server.clock.sleep(day);
  expect(told(await orchard.sync(second, options))).toEqual(healed);
  const writes = server.writes().length;
  expect(told(await orchard.sync(second, options))).toEqual([]);
  expect(server.writes()).toHaveLength(writes);
  orchard.check();
});

test('what people wrote stays, byte for byte', async () => {
  const orchard = openLiveOrchard();
  await orchard.sync(orchardReview([gap]));
  const [issue] = orchard.issues();
  if (!issue) throw new Error('There is an issue.');
  issue.body = `Above, with a tab\t\r\n${issue.body}\r\nBelow: <!-- orrery:begin`;
  issue.labels = [...issue.labels, 'kind/bug'];
  await orchard.server.clock.sleep(day);
  expect(told(await orchard.sync(later([graver])))).toEqual(both);
  expect(issue.body).toMatch(/^Above, with a tab\t\r\n<!-- orrery:begin -->\n(?:.*\n)+\r\nBelow: <!-- orrery:begin$/);
  expect(issue.labels).toEqual(['orrery', 'kind/bug']);
  orchard.check();
});

test('a move to another repository is not followed, and nothing is made again while somebody remembers', async () => {
  const orchard = openLiveOrchard();
  const { server, repository } = orchard;
  await orchard.sync(orchardReview([gap]));
  const plan = await orchard.plan(later([graver]));
  const [issue] = orchard.issues();
  if (!issue) throw new Error('There is an issue.');
  const barn = addRepository(server.world, 'orchard', 'barn');
  repository.issues.splice(repository.issues.indexOf(issue), 1);
  const moved = addIssue(server.world, barn, { ...issue });
  repository.moved[3] = { repository: barn.id, number: moved.number };
  const report = await orchard.apply(plan);
  expect(told(report)).toEqual(['update #3 skipped', 'comment #3 skipped']);
  expect(report.results[0]?.detail).toBe('it was moved to another repository');
  const { readLiveTracker } = await import('../../src/publish/issues/read-live-tracker.ts');
  const request = orchard.request(later([graver]));
  const tracker = await readLiveTracker(await orchard.connect(), { ...request, numbersOf: () => [3] });
  const context = { waivers: '', attestations: '' };
  const again = await planIssues({ review: later([graver]), tracker, policy: request.policy, context, prune: false });
  expect(again.plan.actions).toMatchObject([{ kind: 'none', reason: 'transferred', number: 3 }]);
  orchard.check();
});

describe('a plan that was applied in part', () => {
  const many = [gap, found('fail', { check: probes }), found('fail', { service: 'cider' })];
  const keys = ['fruit:health/probes', 'cider:redundancy/min-replicas', 'fruit:redundancy/min-replicas'];

  test.each([1, 2, 3, 4, 5])('goes on where it was killed at write %d', async (nth) => {
    for (const when of ['before', 'after'] as const) {
      const orchard = openLiveOrchard();
      const plan = await orchard.plan(orchardReview(many));
      orchard.server.fault = (request) => (onWriteOf(orchard, nth)(request) ? { when, kind: 'stopped' } : undefined);
      await Promise.race([orchard.apply(plan), orchard.server.stopped('app')]);
      orchard.server.fault = () => undefined;
      orchard.server.lists = { behind: 60_000 };
      await orchard.server.clock.sleep(1_000);
      const outcomes = told(await orchard.apply(plan)).map((line) => line.split(' '));
      expect(outcomes.map(([, key]) => key).sort()).toEqual([...keys].sort());
      expect(outcomes.filter(([, , outcome]) => outcome !== 'done' && outcome !== 'already')).toEqual([]);
      expect(orchard.issues()).toHaveLength(3);
      orchard.check();
    }
  });

  test('leaves what no budget is left for, and says when to go on', async () => {
    const orchard = openLiveOrchard();
    const now = orchard.server.clock.now();
    const creations = Array.from({ length: 98 }, (_, index) => now - 1_000_000 + index);
    const start = { creations, lastWrite: 0, blockedUntil: 0 };
    const plan = await orchard.plan(orchardReview(many));
    const report = await orchard.apply(plan, await orchard.connect('app', start));
    expect(outcomesOf(report.results)).toEqual(['done', 'done', 'left']);
    expect(report.stopped).toEqual({
      because: expect.stringContaining('the budget for creating content on GitHub is used up'),
      again: new Date(now - 1_000_000 + 3_600_000).toISOString(),
    });
    await orchard.server.clock.sleep(day);
    expect(outcomesOf((await orchard.apply(plan)).results)).toEqual(['already', 'already', 'done']);
    orchard.check();
  });

  test('two runs at once leave one issue for each gap', async () => {
    const orchard = openLiveOrchard();
    const plan = await orchard.plan(orchardReview(many));
    const runs = [await orchard.connect('app'), await orchard.connect('second')];
    await Promise.all(runs.map((github) => orchard.apply(plan, github)));
    await orchard.server.clock.sleep(day);
    await orchard.sync(orchardReview(many));
    expect(orchard.issues().filter(({ state }) => state === 'open')).toHaveLength(3);
    expect(told(await orchard.sync(orchardReview(many)))).toEqual([]);
    orchard.check();
  });
});

function onWriteOf({ server }: LiveOrchard, nth: number): (request: Recorded) => boolean {
  return ({ method }) => method !== 'GET' && server.writes().length === nth;
}

function outcomesOf(results: readonly { readonly outcome: ActionOutcome }[]): readonly ActionOutcome[] {
  return results.map(({ outcome }) => outcome);
}

describe('an issue is created once, however lists lag', () => {
  const findings: readonly Finding[] = [gap];

  test.each([
    ['that are a minute behind', { behind: 60_000 }],
    ['of which the first come out empty', { emptyReads: 2 }],
    ['that are empty all the time', { emptyReads: 100 }],
  ])('by lists %s', async (_name, lists) => {
    const orchard = openLiveOrchard();
    await orchard.sync(orchardReview(findings));
    orchard.server.lists = lists;
    expect(told(await orchard.sync(orchardReview(findings)))).toEqual([]);
    expect(orchard.issues()).toHaveLength(1);
    orchard.check();
  });

  test.each(rareFaultKinds.filter((kind) => kind !== 'stopped'))('by a request with %s', async (kind) => {
    for (const when of ['before', 'after'] as const) {
      const orchard = openLiveOrchard();
      orchard.server.lists = { behind: 20_000 };
      orchard.server.fault = ({ method, path }) =>
        method === 'POST' && path.endsWith('/issues') ? { when, kind } : undefined;
      await orchard.sync(orchardReview(findings));
      orchard.server.fault = () => undefined;
      await orchard.server.clock.sleep(day);
      await orchard.sync(orchardReview(findings));
      expect(orchard.issues().filter(({ state }) => state === 'open')).toHaveLength(1);
      orchard.check();
    }
  });
});

describe('a plan that is not for this repository', () => {
  test('is refused before anything is written', async () => {
    const orchard = openLiveOrchard();
    const plan = await orchard.plan(orchardReview([gap]));
    const other = { ...plan, repository: { ...plan.repository, id: 1 } };
    await expect(orchard.apply(other)).rejects.toThrow('The plan is for another repository than orchard/fruit.');
    expect(orchard.server.writes()).toEqual([]);
  });

  test('touches no issue of others, whatever it says', async () => {
    const orchard = openLiveOrchard();
    await orchard.sync(orchardReview([gap]));
    const [issue] = orchard.issues();
    const copy = addIssue(orchard.server.world, orchard.repository, {
      user: ann,
      title: 'Mine',
      body: issue?.body ?? '',
    });
    const plan = await orchard.plan(later([graver]));
    const actions = plan.actions.map((action) => ('number' in action ? { ...action, number: copy.number } : action));
    const report = await orchard.apply({ ...plan, actions });
    expect(report.results.map(({ detail }) => detail)).toEqual(['somebody else wrote it', 'somebody else wrote it']);
    expect(copy.title).toBe('Mine');
  });
});

describe('the tracker as it is', () => {
  test('has what is ours and what bears our label, and who we are', async () => {
    const orchard = openLiveOrchard();
    await orchard.sync(orchardReview([gap]));
    const { server, repository } = orchard;
    const [issue] = orchard.issues();
    if (issue) issue.labels = [];
    addIssue(server.world, repository, { user: ann, title: 'A pull', labels: ['orrery'], pull: pullOf('main') });
    const tracker = await orchard.tracker(orchardReview([gap]));
    expect(tracker).toMatchObject({ complete: true, viewer: { login: 'readiness[bot]', type: 'Bot' } });
    expect(tracker.repository).toMatchObject({ id: repository.id, name: 'orchard/fruit', issuesEnabled: true });
    expect(tracker.issues.map(({ number }) => number)).toEqual([1, 3]);
    expect(Object.values(tracker.commits ?? {})).toEqual(['2026-11-22T11:00:00Z']);
    expect(orchardTracker(tracker)).toEqual(tracker);
    orchard.check();
  });

  test('knows who closed an issue whose gap is there', async () => {
    const orchard = openLiveOrchard();
    await orchard.sync(orchardReview([gap]));
    const [issue] = orchard.issues();
    if (issue) Object.assign(issue, { state: 'closed', stateReason: 'not_planned', closedAt: 0, closedBy: ann });
    const { actions } = await orchard.plan(later([gap]));
    expect(actions).toMatchObject([{ kind: 'mute', reason: 'closed as not planned by ann on 1970-01-01' }]);
    orchard.check();
  });

  test('says that labels are dropped, and reads without writing', async () => {
    const orchard = openLiveOrchard();
    const request = orchard.request(orchardReview([gap]));
    const { readLiveTracker } = await import('../../src/publish/issues/read-live-tracker.ts');
    const seen: unknown[] = [];
    for (const token of ['person', 'reader'] as const) {
      seen.push((await readLiveTracker(await orchard.connect(token), request)).viewer?.login);
    }
    expect(seen).toEqual(['ann', 'readiness[bot]']);
    expect(orchard.server.writes()).toEqual([]);
    orchard.check();
  });
});

test('a token that may set no labels files an issue once', async () => {
  const orchard = openLiveOrchard();
  const plan = await orchard.plan(orchardReview([gap]));
  const report = await orchard.apply(plan, await orchard.connect('guest'));
  expect(report.results).toMatchObject([{ outcome: 'done', detail: 'GitHub dropped its labels' }]);
  expect(told(await orchard.apply(plan, await orchard.connect('guest')))).toEqual([
    'create fruit:redundancy/min-replicas already',
  ]);
  expect(orchard.issues()).toHaveLength(1);
  orchard.check();
});

test.each([
  ['as we wrote it', (body: string) => body],
  ['with a line of a person in it', (body: string) => body.replace('### Where', 'Mine.\n\n### Where')],
])('an issue whose comment was lost to a kill says why it was closed, %s', async (_how, write) => {
  const orchard = openLiveOrchard();
  const { server } = orchard;
  await orchard.sync(orchardReview([gap]));
  const [issue] = orchard.issues();
  if (!issue) throw new Error('There is an issue.');
  issue.body = write(issue.body ?? '');
  const [start, rest] = issue.body.split('<!-- orrery:begin -->\n');
  const region = rest?.split('<!-- orrery:end -->')[0];
  await server.clock.sleep(day);
  server.fault = onWrite(2, { when: 'before', kind: 'stopped' });
  const plan = await orchard.plan(fixed);
  await Promise.race([orchard.apply(plan), server.stopped('app')]);
  server.fault = () => undefined;
  const why = '> Fixed: a complete review at `bbbbbbb` finds no such gap any more.\n\n';
  expect(issue.body.startsWith(`${start}<!-- orrery:begin -->\n${why}${region}<!-- orrery:end -->`)).toBe(true);
  expect(issue.state).toBe('closed');
  await server.clock.sleep(day);
  expect(told(await orchard.sync(fixed))).toEqual([]);
  orchard.check();
});

test('a comment that an earlier run made is not made again', async () => {
  const orchard = openLiveOrchard();
  await orchard.sync(orchardReview([gap]));
  await orchard.server.clock.sleep(day);
  const plan = await orchard.plan(fixed);
  await orchard.apply(plan);
  addComment(orchard.server.world, orchard.repository, { issue: 3, user: ann, body: 'Good.' });
  expect(told(await orchard.apply(plan))).toEqual(['close #3 already', 'comment #3 already']);
  expect(orchard.repository.comments.filter(({ issue }) => issue === 3)).toHaveLength(2);
  orchard.check();
});

test('an issue that others take the place of stays until those are there', async () => {
  const orchard = openLiveOrchard();
  const byArea = { policy: { grouping: 'area' } } as const;
  await orchard.sync(orchardReview([gap]));
  const plan = await orchard.plan(orchardReview([gap]), byArea);
  orchard.server.fault = onWriteTo('/issues', { when: 'before', kind: 'reset' });
  const report = await orchard.apply(plan);
  expect(told(report)).toEqual(['create fruit:redundancy unknown', 'close #3 left', 'comment #3 left']);
  expect(report.results[1]?.detail).toBe('the issues that take its place are not all there yet');
  orchard.server.fault = () => undefined;
  expect(told(await orchard.apply(plan))).toEqual(['create fruit:redundancy done', 'close #3 done', 'comment #3 done']);
  orchard.check();
});

test('a duplicate is closed with a reason that an older server knows', async () => {
  const orchard = openLiveOrchard();
  const { server, repository } = orchard;
  await orchard.sync(orchardReview([gap]));
  const [issue] = orchard.issues();
  if (!issue) throw new Error('There is an issue.');
  addIssue(server.world, repository, { user: issue.user, title: issue.title, body: issue.body, labels: ['orrery'] });
  const refusal = { status: 422, headers: { 'content-type': 'application/json' }, body: '{"message":"Invalid"}' };
  server.fault = ({ body }) =>
    JSON.stringify(body)?.includes('"duplicate"') ? { when: 'before', kind: 'answer', answer: refusal } : undefined;
  expect(told(await orchard.sync(orchardReview([gap])))).toEqual(['close #4 done', 'comment #4 done']);
  expect(orchard.issues().map(({ state, stateReason }) => [state, stateReason])).toEqual([
    ['open', null],
    ['closed', 'not_planned'],
  ]);
  server.fault = () => undefined;
  expect(told(await orchard.sync(orchardReview([gap])))).toEqual([]);
  orchard.check();
});

function onWriteTo(end: string, fault: Fault): (request: Recorded) => Fault | undefined {
  return ({ method, path }) => (method !== 'GET' && path.endsWith(end) ? fault : undefined);
}

function pullOf(ref: string) {
  const end = { sha: 'a'.repeat(40), ref };
  return { base: end, head: { ...end, repository: null } };
}

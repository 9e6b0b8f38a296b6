import { describe, expect, test } from 'vitest';
import { renderIssuePlan } from '../../src/report/terminal/render-issue-plan.ts';
import type { IssueAction } from '../../src/types/issue-plan.ts';
import type { Review } from '../../src/types/review.ts';
import type { TrackedIssue, Tracker } from '../../src/types/tracker.ts';
import { everyFault } from '../github/faults.ts';
import { addIssue } from '../github/world.ts';
import { sampleService } from '../report/sample-review.ts';
import { ann, type LiveOrchard, openLiveOrchard, told } from './live-orchard.ts';
import {
  applyPlan,
  checks,
  found,
  inShort,
  isMutating,
  later,
  minReplicas,
  orchardReview,
  orchardTracker,
  planFor,
  probes,
} from './orchard.ts';

const policy = { grouping: 'service', subIssues: true } as const;
const options = { policy };
const day = 86_400_000;
const findings = [found('fail', { check: probes, severity: 'critical' }), found('fail')];
const review = orchardReview(findings);

const filed = [
  'create fruit',
  `create fruit:${probes}`,
  `create fruit:${minReplicas}`,
  `link fruit:${probes} below fruit`,
  `link fruit:${minReplicas} below fruit`,
];

/** After two runs: #3 for the service, #4 and #5 for its gaps. */
async function settled(): Promise<Tracker> {
  const first = applyPlan(orchardTracker(), await planFor(review, orchardTracker(), options));
  return applyPlan(first, await planFor(review, first, options));
}

function withIssue(tracker: Tracker, number: number, given: Partial<TrackedIssue>): Tracker {
  return { ...tracker, issues: tracker.issues.map((one) => (one.number === number ? { ...one, ...given } : one)) };
}

function without(tracker: Tracker, number: number): Tracker {
  const issues = tracker.issues.map(({ parent, ...one }) =>
    one.number === number || !parent ? one : { ...one, parent },
  );
  return { ...tracker, issues };
}

function changes(actions: readonly IssueAction[]): readonly string[] {
  return actions.filter(isMutating).map(inShort);
}

describe('a plan', () => {
  test('files the service and its gaps, and links them', async () => {
    const plan = await planFor(review, orchardTracker(), options);
    expect(changes(plan.actions)).toEqual(filed);
    expect(renderIssuePlan(plan, { width: 100, colour: false })).toContain('new       One instance only');
    expect(renderIssuePlan(plan, { width: 100, colour: false })).toContain('below fruit, new');
  });

  test('names the issues of the gaps once they have numbers, and changes nothing then', async () => {
    const first = applyPlan(orchardTracker(), await planFor(review, orchardTracker(), options));
    const second = await planFor(review, first, options);
    expect(changes(second.actions)).toEqual(['update #3']);
    const body = (await settled()).issues.find(({ number }) => number === 3)?.body ?? '';
    expect(body.match(/^- \[ \] #\d+ \*\*\w+/gmu)).toEqual(['- [ ] #4 **critical', '- [ ] #5 **high']);
    expect(changes((await planFor(review, await settled(), options)).actions)).toEqual([]);
  });

  const put = (number: number, given: Partial<TrackedIssue>) => (tracker: Tracker) => withIssue(tracker, number, given);
  const linkFive = [`link fruit:${minReplicas} below fruit`];
  test.each<readonly [string, (tracker: Tracker) => Tracker, readonly string[], number]>([
    ['that is below nothing', (tracker) => without(tracker, 5), linkFive, 0],
    ['that is below the issue of a person', put(5, { parent: 1 }), [], 0],
    ['that is below an issue of another repository', put(5, { parent: 0 }), [], 0],
    ['of a tracker that does not say', (tracker) => ({ ...without(tracker, 5), subIssues: true }), linkFive, 0],
    ['where the server has none', (tracker) => ({ ...without(tracker, 5), subIssues: false }), [], 1],
    ['whose place is taken', (tracker) => withIssue(without(tracker, 5), 3, { children: 100 }), [], 1],
    ['whose place is free', (tracker) => withIssue(without(tracker, 5), 3, { children: 99 }), linkFive, 0],
    [
      'that a person put aside',
      (tracker) => withIssue(without(tracker, 5), 5, { state: 'closed', stateReason: 'not_planned' }),
      ['update #3'],
      0,
    ],
  ])('for an issue %s', async (_name, change, expected, warnings) => {
    const plan = await planFor(review, change(await settled()), options);
    expect(changes(plan.actions)).toEqual(expected);
    expect(plan.warnings).toHaveLength(warnings);
  });

  test('closes what is fixed, and the service with the last of it', async () => {
    const half = later([found('fail', { check: probes, severity: 'critical' }), found('pass')]);
    const whole = later([found('pass', { check: probes }), found('pass')]);
    const closes = async (of: Review) =>
      changes((await planFor(of, await settled(), options)).actions).filter((change) => change.startsWith('close'));
    expect(await closes(half)).toEqual(['close #5 fixed']);
    expect(await closes(whole)).toEqual(['close #3 fixed', 'close #4 fixed', 'close #5 fixed']);
  });

  test('closes the issues of gaps where the policy wants none again', async () => {
    const plan = await planFor(review, await settled(), { policy: { grouping: 'service' } });
    const closed = changes(plan.actions).filter((change) => change.startsWith('close'));
    expect(closed).toEqual(['close #4 regrouped', 'close #5 regrouped']);
  });

  test('links 100 of 101 gaps, and says so', async () => {
    const plan = await planFor(manyGaps(101), orchardTracker(), { policy: { ...policy, maxNew: 500 } });
    expect(plan.actions.filter(({ kind }) => kind === 'create')).toHaveLength(102);
    expect(plan.actions.filter(({ kind }) => kind === 'link')).toHaveLength(100);
    expect(plan.warnings).toEqual([
      'One issue stays out of the one for fruit, which takes 100 sub-issues, closed ones included.',
    ]);
  });
});

function manyGaps(count: number): Review {
  const [sample] = checks();
  if (!sample) throw new Error('There is a check.');
  const many = Array.from({ length: count }, (_, at) => ({ ...sample, id: `redundancy/gap-${at}` }));
  return orchardReview(
    many.map(({ id: check }) => found('fail', { check })),
    { checks: many, services: [sampleService()] },
  );
}

const linked = [
  'create fruit done',
  `create fruit:${probes} done`,
  `create fruit:${minReplicas} done`,
  `link fruit:${probes} done`,
  `link fruit:${minReplicas} done`,
];

function children({ repository }: LiveOrchard, number = 3): readonly number[] {
  const parent = repository.issues.find((issue) => issue.number === number);
  return repository.issues.filter((issue) => parent && issue.parent === parent.id).map((issue) => issue.number);
}

function links({ server }: LiveOrchard): number {
  return server.writes().filter(({ path }) => path.endsWith('/sub_issues')).length;
}

/** Nothing is left to do: a run writes nothing. */
async function expectCalm(orchard: LiveOrchard, of = review, given = options): Promise<void> {
  const before = orchard.server.writes().length;
  expect(told(await orchard.sync(of, given))).toEqual([]);
  expect(orchard.server.writes()).toHaveLength(before);
  orchard.check();
}

describe('applied', () => {
  test('files, links, names, and is calm', async () => {
    const orchard = openLiveOrchard();
    expect(told(await orchard.sync(review, options))).toEqual(linked);
    expect(children(orchard)).toEqual([4, 5]);
    expect(told(await orchard.sync(review, options))).toEqual(['update #3 done']);
    await expectCalm(orchard);
    expect(links(orchard)).toBe(2);
  });

  test('a plan sends no write', async () => {
    const orchard = openLiveOrchard();
    await orchard.sync(review, options);
    const before = orchard.server.writes().length;
    await orchard.plan(review, options);
    expect(orchard.server.writes()).toHaveLength(before);
  });

  test('without sub-issues the checklist stands for them, and the run is whole', async () => {
    const orchard = openLiveOrchard();
    orchard.server.features = { subIssues: false };
    const report = await orchard.sync(review, options);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'skipped', 'skipped']);
    expect(report.warnings).toEqual([expect.stringContaining('The server has no sub-issues')]);
    const plan = await orchard.plan(review, options);
    expect(plan.warnings).toEqual([expect.stringContaining('The server has no sub-issues')]);
    expect(told(await orchard.apply(plan))).toEqual(['update #3 done']);
    await expectCalm(orchard);
    expect(links(orchard)).toBe(0);
  });

  test.each(everyFault.map((fault) => [fault.kind, fault.when, fault] as const))(
    'with %s %s the first link, the next run links what is not linked',
    async (_kind, _when, fault) => {
      const orchard = openLiveOrchard();
      const plan = await orchard.plan(review, options);
      const github = await orchard.connect();
      orchard.server.fault = ({ method, path }) =>
        method === 'POST' && path.endsWith('/sub_issues') && links(orchard) === 1 ? fault : undefined;
      await Promise.race([orchard.server.stopped('app'), orchard.apply(plan, github)]);
      orchard.server.fault = () => undefined;
      expect([orchard.issues().length, links(orchard) > 0]).toEqual([3, true]);
      await orchard.server.clock.sleep(day);
      await orchard.sync(review, options);
      expect(children(orchard)).toEqual([4, 5]);
      await expectCalm(orchard);
    },
  );

  test('a person who is faster keeps the issue where it is', async () => {
    const orchard = openLiveOrchard();
    const plan = await orchard.plan(review, options);
    await orchard.apply({ ...plan, actions: plan.actions.filter(({ kind }) => kind === 'create') });
    const [person, child] = [orchard.repository.issues[0], orchard.repository.issues[4]];
    if (!person || !child) throw new Error('They are there.');
    child.parent = person.id;
    const report = await orchard.apply(plan);
    expect(report.results.at(-1)).toMatchObject({ outcome: 'skipped', detail: expect.stringContaining('stays there') });
    await orchard.sync(review, options);
    await expectCalm(orchard);
    expect([children(orchard, 1), children(orchard)]).toEqual([[5], [4]]);
  });

  test('a place that was taken meanwhile is not asked for', async () => {
    const orchard = openLiveOrchard();
    const { server, repository } = orchard;
    const plan = await orchard.plan(review, options);
    await orchard.apply({ ...plan, actions: plan.actions.filter(({ kind }) => kind === 'create') });
    const parent = repository.issues.find(({ number }) => number === 3)?.id ?? 0;
    const others = Array.from({ length: 100 }, (_, at) =>
      addIssue(server.world, repository, { user: ann, title: `Pear ${at}` }),
    );
    for (const other of others) other.parent = parent;
    const report = await orchard.apply(plan);
    expect(report.results.at(-1)).toMatchObject({ outcome: 'skipped', detail: '#3 has 100 sub-issues' });
    const next = await orchard.plan(review, options);
    expect(next.warnings).toEqual([expect.stringContaining('2 issues stay out of the one for fruit')]);
    await orchard.apply(next);
    await expectCalm(orchard);
    expect(links(orchard)).toBe(0);
  });

  test('the same plan again does nothing twice', async () => {
    const orchard = openLiveOrchard();
    const plan = await orchard.plan(review, options);
    await orchard.apply(plan);
    const again = await orchard.apply(plan);
    expect(new Set(again.results.map(({ outcome }) => outcome))).toEqual(new Set(['already']));
    expect(links(orchard)).toBe(2);
    orchard.check();
  });
});

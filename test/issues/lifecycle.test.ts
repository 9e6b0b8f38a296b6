import { describe, expect, test } from 'vitest';
import type { RawIssuePolicy } from '../../src/config/issue-policy.ts';
import type { Finding } from '../../src/types/finding.ts';
import type { Review } from '../../src/types/review.ts';
import type { TrackedIssue, Tracker } from '../../src/types/tracker.ts';
import { sampleService } from '../report/sample-review.ts';
import {
  ann,
  applyPlan,
  bot,
  checks,
  commits,
  found,
  inShort,
  isMutating,
  later,
  minReplicas,
  orchardReview,
  orchardTracker,
  type PlanOptions,
  planFor,
  probes,
  trackedIssue,
  withCopies,
  zoneSpread,
} from './orchard.ts';

const gap = found('fail');
const pear = { subject: { kind: 'workload', id: 'pear' } } as const;
const third = { ...later([]).target, commit: commits.third };

interface Case {
  readonly name: string;
  /** Filed on the first day; one gap by default. */
  readonly first?: readonly Finding[];
  readonly firstPolicy?: RawIssuePolicy;
  /** What people did to issue #3 then. */
  readonly human?: (issue: TrackedIssue) => Partial<TrackedIssue>;
  readonly tracker?: (tracker: Tracker) => Partial<Tracker>;
  /** What the next review says. */
  readonly review: Review;
  readonly options?: PlanOptions;
  readonly expected: readonly string[];
}

const closedByAnn = { state: 'closed', closedBy: ann, closedAt: '2026-11-22T18:00:00Z' } as const;
const tear = ({ body }: TrackedIssue) => ({ body: body.replace('<!-- orrery:end -->\n', '') });

const cases: readonly Case[] = [
  { name: 'nothing changed', review: orchardReview([gap]), expected: ['none #3 unchanged'] },
  { name: 'the same at another commit is no news', review: later([gap]), expected: ['none #3 unchanged'] },
  {
    name: 'a new subject is a change of the text, and no comment',
    review: later([gap, found('fail', pear)]),
    expected: ['update #3'],
  },
  {
    name: 'another severity is told',
    review: later([found('fail', { severity: 'critical' })]),
    expected: ['update #3', 'comment #3 severity'],
  },
  {
    name: 'a locked issue takes no comment',
    human: () => ({ locked: true }),
    review: later([found('fail', { severity: 'critical' })]),
    expected: ['update #3'],
  },
  { name: 'a proved fix', review: later([found('pass')]), expected: ['close #3 fixed', 'comment #3 fixed'] },
  { name: 'an attested answer', review: later([found('attested')]), expected: ['close #3 fixed', 'comment #3 fixed'] },
  { name: 'its subject is gone', review: later([]), expected: ['close #3 fixed', 'comment #3 fixed'] },
  {
    name: 'its subject is there, and may not have been asked about',
    review: later([], {
      subjects: [{ kind: 'workload', id: 'apple', service: 'fruit', variants: [] }],
      checks: uncounted(),
    }),
    expected: ['none #3 not-run'],
  },
  {
    name: 'its subject is there, and the check does not apply to any',
    review: later([], { subjects: [{ kind: 'workload', id: 'apple', service: 'fruit', variants: [] }] }),
    expected: ['close #3 fixed', 'comment #3 fixed'],
  },
  { name: 'an unknown is no fix', review: later([found('unknown')]), expected: ['none #3 unknown'] },
  {
    name: 'nor is a pass beside an unknown',
    review: later([found('pass'), found('unknown', pear)]),
    expected: ['none #3 unknown'],
  },
  {
    name: 'nor one beside a file that nobody could read',
    review: later([found('pass')], { unread: [{ source: 'yaml', reason: 'unread', detail: 'It is torn.' }] }),
    expected: ['none #3 incomplete'],
  },
  {
    name: 'what could not be read and holds nothing hides nothing',
    review: later([found('pass')], { unread: [{ source: 'x', reason: 'unread', detail: 'Small.', mentions: [] }] }),
    expected: ['close #3 fixed', 'comment #3 fixed'],
  },
  {
    name: 'nor one that is not committed',
    review: later([found('pass')], { target: { ...later([]).target, modified: true } }),
    expected: ['none #3 incomplete'],
  },
  {
    name: 'a service out of scope, by another profile',
    review: later([], { services: [], profile: 'quarterly' }),
    expected: ['none #3 not-run'],
  },
  {
    name: 'a check that this profile leaves out',
    review: later([], { checks: [], profile: 'quarterly' }),
    expected: ['none #3 not-run'],
  },
  { name: 'a waived gap', review: later([found('waived')]), expected: ['close #3 waived', 'comment #3 waived'] },
  {
    name: 'a waived gap whose markers are damaged',
    human: tear,
    review: later([found('waived')]),
    expected: ['none #3 torn'],
  },
  { name: 'stale evidence is a gap', review: later([found('stale')]), expected: ['update #3'] },
  {
    name: 'a check that is gone stays listed',
    review: later([], { checks: [] }),
    expected: ['none #3 orphaned'],
  },
  {
    name: 'and is closed when asked',
    review: later([], { checks: [] }),
    options: { prune: true },
    expected: ['close #3 orphaned', 'comment #3 orphaned'],
  },
  {
    name: 'a service that is gone, in a review that is not complete',
    review: later([], { services: [], unread: [{ source: 'yaml', reason: 'unread', detail: 'Torn.' }] }),
    options: { prune: true },
    expected: ['none #3 incomplete'],
  },
  {
    name: 'a service that was renamed keeps its issue',
    review: later([found('fail', { service: 'orchard' })], {
      services: [sampleService({ name: 'orchard', formerly: ['fruit'] })],
    }),
    expected: ['update #3'],
  },
  {
    name: 'a check that was renamed keeps its issue',
    review: later([found('fail', { check: 'redundancy/two' })], {
      checks: checks().map((check) =>
        check.id === minReplicas ? { ...check, id: 'redundancy/two', aliases: [minReplicas] } : check,
      ),
    }),
    expected: ['update #3'],
  },
  {
    name: 'closed as not planned',
    human: () => ({ ...closedByAnn, stateReason: 'not_planned' }),
    review: later([gap]),
    expected: ['mute #3'],
  },
  {
    name: 'closed as a duplicate of one of theirs',
    human: () => ({ ...closedByAnn, stateReason: 'duplicate' }),
    review: later([gap]),
    expected: ['mute #3'],
  },
  {
    name: 'labelled as not to be fixed',
    human: ({ labels }) => ({ labels: [...labels, 'WontFix'] }),
    review: later([gap]),
    expected: ['mute #3'],
  },
  {
    name: 'labelled so, and fixed all the same',
    human: ({ labels }) => ({ labels: [...labels, 'wontfix'] }),
    review: later([found('pass')]),
    expected: ['close #3 fixed', 'comment #3 fixed'],
  },
  {
    name: 'closed as completed, and there at a newer commit',
    human: () => ({ ...closedByAnn, stateReason: 'completed' }),
    review: later([gap]),
    expected: ['reopen #3', 'comment #3 reopened'],
  },
  {
    name: 'closed as completed after the commit',
    human: () => ({ ...closedByAnn, stateReason: 'completed', closedAt: '2026-11-23T11:30:00Z' }),
    review: later([gap]),
    expected: ['none #3 evidence-older'],
  },
  {
    name: 'closed as completed after the review',
    human: () => ({ ...closedByAnn, stateReason: 'completed', closedAt: '2026-11-23T13:00:00Z' }),
    review: later([gap]),
    expected: ['none #3 evidence-older'],
  },
  {
    name: 'closed as completed, and nobody knows how old the commit is',
    human: () => ({ ...closedByAnn, stateReason: 'completed' }),
    tracker: () => ({ commits: {} }),
    review: later([gap]),
    expected: ['none #3 evidence-older'],
  },
  {
    name: 'closed as completed, and nobody may say the same again so soon',
    human: ({ body }) => ({ ...closedByAnn, stateReason: 'completed', body: body.replace('reopened=0', 'reopened=1') }),
    review: later([gap]),
    expected: ['none #3 cooling-down'],
  },
  {
    name: 'the same a month later',
    human: ({ body }) => ({ ...closedByAnn, stateReason: 'completed', body: body.replace('reopened=0', 'reopened=1') }),
    review: later([gap], { generatedAt: '2026-12-22T12:00:00Z', target: third }),
    expected: ['reopen #3', 'comment #3 reopened'],
  },
  {
    name: 'closed for the third time',
    human: ({ body }) => ({ ...closedByAnn, stateReason: 'completed', body: body.replace('reopened=0', 'reopened=2') }),
    review: later([gap], { generatedAt: '2026-12-22T12:00:00Z', target: third }),
    expected: ['none #3 reopened-often'],
  },
  {
    name: 'closed as completed, and fixed',
    human: () => ({ ...closedByAnn, stateReason: 'completed' }),
    review: later([found('pass')]),
    expected: [],
  },
  {
    name: 'text of people around the region stays theirs',
    human: ({ body }) => ({ body: `Ours:\r\n${body}\nAnd below.` }),
    review: later([gap]),
    expected: ['none #3 unchanged'],
  },
  {
    name: 'an edit between the markers is no reason to write',
    human: ({ body }) => ({ body: body.replace('### Where', '### Here') }),
    review: later([gap]),
    expected: ['none #3 unchanged'],
  },
  {
    name: 'damaged markers are told once',
    human: tear,
    review: later([gap]),
    expected: ['comment #3 detached', 'none #3 torn'],
  },
  {
    name: 'damaged markers, and comments that nobody read',
    human: (issue) => ({ ...tear(issue), comments: undefined as never }),
    review: later([gap]),
    expected: ['none #3 torn'],
  },
  {
    name: 'an issue with damaged markers is closed when it is fixed',
    human: tear,
    review: later([found('pass')]),
    expected: ['close #3 fixed', 'comment #3 fixed'],
  },
  {
    name: 'without its marker it is theirs, and no other is made',
    human: ({ body }) => ({ body: body.replace(/<!-- orrery:issue .*-->/u, '') }),
    review: later([gap]),
    expected: ['none #3 released'],
  },
  {
    name: 'a marker whose names are not those of its key is none',
    human: ({ body }) => ({ body: body.replace('service=fruit', 'service=cider') }),
    review: later([gap]),
    expected: ['none #3 released'],
  },
  {
    name: 'a title that people gave stays',
    human: () => ({ title: 'Apple falls over' }),
    review: later([found('fail', { severity: 'critical' })]),
    expected: ['update #3', 'comment #3 severity'],
  },
  {
    name: 'the label is put back',
    human: () => ({ labels: ['fruit'] }),
    review: later([gap]),
    expected: ['update #3'],
  },
  {
    name: 'the label is not put back where labels are dropped',
    human: () => ({ labels: [] }),
    tracker: () => ({ canLabel: false }),
    review: later([gap]),
    expected: ['none #3 unchanged'],
  },
  {
    name: 'full of what people wrote',
    human: ({ body }) => ({ body: `${body}${'x'.repeat(60_000)}` }),
    review: later([gap]),
    expected: ['none #3 no-room'],
  },
  {
    name: 'deleted, and so made again',
    tracker: ({ issues }) => ({ issues: issues.filter(({ number }) => number !== 3) }),
    review: later([gap]),
    expected: [`create fruit:${minReplicas}`],
  },
  {
    name: 'transferred, and so neither changed nor made again',
    human: () => ({ repositoryId: 6 }),
    review: later([gap]),
    expected: ['none #3 transferred'],
  },
  {
    name: 'an account that is not ours',
    tracker: () => ({ viewer: { login: 'new[bot]', id: 901, type: 'Bot' } }),
    review: later([gap]),
    expected: [`create fruit:${minReplicas}`],
  },
  {
    name: 'an account that was ours, and still is trusted',
    tracker: () => ({ viewer: { login: 'new[bot]', id: 901, type: 'Bot' } }),
    review: later([gap]),
    options: { policy: { trustedAuthors: ['readiness[bot]'] } },
    expected: ['none #3 unchanged'],
  },
  {
    name: 'our name taken by another account',
    tracker: () => ({ viewer: { ...bot, id: 901 } }),
    review: later([gap]),
    expected: [`create fruit:${minReplicas}`],
  },
  {
    name: 'issues that are turned off',
    tracker: ({ repository }) => ({ repository: { ...repository, issuesEnabled: false } }),
    review: later([gap]),
    expected: [],
  },
  {
    name: 'an archived repository',
    tracker: ({ repository }) => ({ repository: { ...repository, archived: true } }),
    review: later([found('pass')]),
    expected: [],
  },
  {
    name: 'a list that is not complete makes nothing, and keeps what is there',
    tracker: () => ({ complete: false }),
    review: later([found('fail', { severity: 'critical' }), found('fail', { check: probes })]),
    expected: ['update #3', 'comment #3 severity'],
  },
  {
    name: 'of two, the older stays',
    tracker: ({ issues }) => ({ issues: [...copies(issues, [9, 4]), ...issues] }),
    review: later([gap]),
    expected: [
      'close #4 duplicate',
      'comment #4 duplicate',
      'close #9 duplicate',
      'comment #9 duplicate',
      'none #3 unchanged',
    ],
  },
  {
    name: 'of two, the one that a person put aside speaks',
    human: () => ({ ...closedByAnn, stateReason: 'not_planned' }),
    tracker: ({ issues }) => ({ issues: [...issues, ...copies(issues, [9], { state: 'open', stateReason: null })] }),
    review: later([gap]),
    expected: ['close #9 duplicate', 'comment #9 duplicate', 'mute #3'],
  },
  {
    name: 'a gap of the baseline that the policy skips keeps the issue it has',
    review: later([found('fail', { baseline: '2026-08-01' })]),
    options: { policy: { baseline: 'skip' } },
    expected: ['none #3 not-filed'],
  },
  {
    name: 'another grouping takes over',
    review: later([gap]),
    options: { policy: { grouping: 'service' } },
    expected: ['create fruit', 'close #3 regrouped', 'comment #3 regrouped'],
  },
  {
    name: 'another grouping takes over once its issue may be made',
    review: later([gap]),
    options: { policy: { grouping: 'area', maxNew: 0 } },
    expected: ['none #3 superseded-later'],
  },
  {
    name: 'what was put aside stays aside under another grouping',
    human: () => ({ ...closedByAnn, stateReason: 'not_planned' }),
    review: later([gap, found('fail', { check: zoneSpread })]),
    options: { policy: { grouping: 'service' } },
    expected: ['create fruit', 'mute #3'],
  },
  {
    name: 'an area stays open while one of its gaps is unknown',
    first: [gap, found('fail', { check: zoneSpread })],
    firstPolicy: { grouping: 'area' },
    review: later([found('pass'), found('unknown', { check: zoneSpread })]),
    options: { policy: { grouping: 'area' } },
    expected: ['none #3 unknown'],
  },
  {
    name: 'an area whose last gap is fixed',
    first: [gap, found('fail', { check: zoneSpread })],
    firstPolicy: { grouping: 'area' },
    review: later([found('pass'), found('pass', { check: zoneSpread })]),
    options: { policy: { grouping: 'area' } },
    expected: ['close #3 fixed', 'comment #3 fixed'],
  },
];

describe('the life of an issue', () => {
  test.each(cases)('$name', async ({ review, options, expected, ...given }) => {
    const tracker = await filed(given);
    const plan = await planFor(review, tracker, options);
    expect(plan.actions.map(inShort)).toEqual(expected);
    const after = applyPlan(tracker, plan);
    expect(after.issues.filter(({ number }) => number < 3)).toEqual(tracker.issues.filter(({ number }) => number < 3));
    const again = await planFor(review, { ...after, recordedAt: '2026-12-23T00:00:00Z' }, options);
    expect(again.actions.filter(isMutating).map(inShort)).toEqual([]);
  });
});

/** The gaps filed on the first day, and what people made of issue #3. */
async function filed({ first = [gap], firstPolicy = {}, human, tracker }: Partial<Case>): Promise<Tracker> {
  const start = orchardTracker();
  const plan = await planFor(orchardReview(first), start, { policy: firstPolicy });
  const made = withCopies(applyPlan(start, plan));
  const touched = {
    ...made,
    issues: made.issues.map((issue) =>
      issue.number === 3 ? JSON.parse(JSON.stringify({ ...issue, ...human?.(issue) })) : issue,
    ),
  };
  return { ...touched, ...tracker?.(touched) };
}

function copies(issues: readonly TrackedIssue[], numbers: readonly number[], given: Partial<TrackedIssue> = {}) {
  const original = issues.find(({ number }) => number === 3) ?? trackedIssue();
  return numbers.map((number) => ({
    ...original,
    closedAt: null,
    closedBy: null,
    ...given,
    number,
    id: 1000 + number,
  }));
}

function uncounted() {
  return checks().map((check) => ({ ...check, counts: {} }));
}

describe('coming back', () => {
  const fixed = async (): Promise<Tracker> => {
    const tracker = await filed({});
    return applyPlan(tracker, await planFor(later([found('pass')]), tracker));
  };

  test('what we closed as fixed is reopened when the gap is there at a newer commit', async () => {
    const review = later([gap], { generatedAt: '2026-12-22T12:00:00Z', target: third });
    expect((await planFor(review, await fixed())).actions.map(inShort)).toEqual(['reopen #3', 'comment #3 reopened']);
  });

  test('and not at the commit that it was closed for', async () => {
    const review = later([gap], { generatedAt: '2026-12-22T12:00:00Z' });
    expect((await planFor(review, await fixed())).actions.map(inShort)).toEqual(['none #3 evidence-older']);
  });

  test('what a person reopened after a fix stays open', async () => {
    const tracker = await fixed();
    const issues = tracker.issues.map((issue) => (issue.number === 3 ? { ...issue, state: 'open' as const } : issue));
    const plan = await planFor(later([found('pass')]), { ...tracker, issues });
    expect(plan.actions.map(inShort)).toEqual(['none #3 reopened-by-hand']);
  });

  test('what a person closed again as not planned is theirs', async () => {
    const tracker = await fixed();
    const human = { stateReason: 'not_planned', closedBy: ann } as const;
    const issues = tracker.issues.map((issue) => (issue.number === 3 ? { ...issue, ...human } : issue));
    const review = later([gap], { generatedAt: '2026-12-22T12:00:00Z', target: third });
    expect((await planFor(review, { ...tracker, issues })).actions.map(inShort)).toEqual(['mute #3']);
  });

  test('a waiver that ended needs no new commit', async () => {
    const tracker = await filed({});
    const waived = applyPlan(tracker, await planFor(later([found('waived')]), tracker));
    const review = later([gap], { generatedAt: '2026-12-22T12:00:00Z' });
    expect((await planFor(review, waived)).actions.map(inShort)).toEqual(['reopen #3', 'comment #3 reopened']);
  });

  test('each reopening after a person counts', async () => {
    const tracker = await filed({ human: () => ({ ...closedByAnn, stateReason: 'completed' }) });
    const after = applyPlan(tracker, await planFor(later([gap]), tracker));
    expect(after.issues.find(({ number }) => number === 3)?.body).toContain(' reopened=1 ');
  });
});

describe('the first run', () => {
  const many = ['fruit', 'cider'].flatMap((service) =>
    [minReplicas, zoneSpread, probes].map((check) =>
      found('fail', { service, check, severity: check === probes ? 'critical' : 'high' }),
    ),
  );

  test('files the gravest first, and names the rest', async () => {
    const plan = await planFor(orchardReview(many), orchardTracker(), { policy: { maxNew: 2 } });
    expect(plan.actions.map(inShort)).toEqual([`create cider:${probes}`, `create fruit:${probes}`]);
    expect(plan.leftOut.map(({ key, why }) => `${key} ${why}`)).toEqual([
      `cider:${minReplicas} cap`,
      `cider:${zoneSpread} cap`,
      `fruit:${minReplicas} cap`,
      `fruit:${zoneSpread} cap`,
    ]);
  });

  test.each([
    [
      { grouping: 'area' },
      ['create cider:health', 'create fruit:health', 'create cider:redundancy', 'create fruit:redundancy'],
    ],
    [{ grouping: 'service' }, ['create cider', 'create fruit']],
    [{ severity: 'critical' }, [`create cider:${probes}`, `create fruit:${probes}`]],
  ] as const)('groups by %j', async (policy, expected) => {
    const plan = await planFor(orchardReview(many), orchardTracker(), { policy });
    expect(plan.actions.map(inShort)).toEqual(expected);
  });

  test('labels, milestone, assignees and the due day come from the policy', async () => {
    const policy: RawIssuePolicy = {
      label: 'readiness',
      labels: ['ops'],
      severityLabels: { high: 'P2' },
      milestone: 'Launch',
      assignees: { 'team-orchard': ['ann', 'bob'] },
      dueDays: { high: 10 },
    };
    const milestones = [{ number: 4, title: 'Launch', state: 'open' }] as const;
    const plan = await planFor(orchardReview([gap]), orchardTracker({ milestones, assignable: ['ann'] }), { policy });
    const [create] = plan.actions;
    expect(create).toMatchObject({ labels: ['readiness', 'ops', 'P2'], milestone: 4, assignees: ['ann'] });
    expect(create?.kind === 'create' && create.body).toContain('due 2026-12-02 (high: 10 days)');
  });

  test('the day of the baseline is when it was first seen', async () => {
    const plan = await planFor(orchardReview([found('fail', { baseline: '2026-08-01' })]), orchardTracker());
    expect(plan.actions[0]?.kind === 'create' && plan.actions[0].body).toContain(
      'First seen 2026-08-01, due 2026-08-31',
    );
  });

  test('a milestone that is not there is a warning', async () => {
    const plan = await planFor(orchardReview([gap]), orchardTracker(), { policy: { milestone: 'Launch' } });
    expect(plan.warnings).toEqual([
      'There is no open milestone of the name that the configuration gives; none is set.',
    ]);
  });

  test('a tracker of another repository is a warning', async () => {
    const repository = { ...orchardTracker().repository, name: 'orchard/nuts' };
    const plan = await planFor(orchardReview([gap]), orchardTracker({ repository }));
    expect(plan.warnings).toEqual(['The review is of orchard/fruit, and the tracker of another repository.']);
  });

  test('places are links to the commit', async () => {
    const plan = await planFor(orchardReview([gap]), orchardTracker());
    expect(plan.actions[0]?.kind === 'create' && plan.actions[0].body).toContain(
      `](https://github.com/orchard/fruit/blob/${commits.first}/`,
    );
  });
});

test('the severity label moves with the severity, and no other label does', async () => {
  const policy = { severityLabels: { high: 'P2', critical: 'P1' } };
  const tracker = await filed({ firstPolicy: policy, human: ({ labels }) => ({ labels: [...labels, 'fruit'] }) });
  const plan = await planFor(later([found('fail', { severity: 'critical' })]), tracker, { policy });
  expect(plan.actions[0]).toMatchObject({ labelsAdded: ['P1'], labelsRemoved: ['P2'] });
});

test('what people wrote around the region survives an update byte for byte', async () => {
  const above = 'Seen by @ann\r\n\r\n<!-- mine -->\r\n';
  const below = '\r\n\r\n- [x] done\u00A0\t\r\n\u{1F34E}';
  const tracker = await filed({ human: ({ body }) => ({ body: `${above}${body.replaceAll('\n', '\r\n')}${below}` }) });
  const plan = await planFor(later([found('fail', { severity: 'critical' })]), tracker);
  const body = applyPlan(tracker, plan).issues.find(({ number }) => number === 3)?.body ?? '';
  expect(body.startsWith(`${above}<!-- orrery:begin -->\n`)).toBe(true);
  expect(body.endsWith(` -->\r\n${below}`)).toBe(true);
  expect(body).toContain('**critical');
});

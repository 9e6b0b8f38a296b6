import { expect, test } from 'vitest';
import type { RawIssuePolicy } from '../../src/config/issue-policy.ts';
import { issueDigest } from '../../src/lib/issue-key.ts';
import { readBody } from '../../src/publish/issues/managed-body.ts';
import type { Severity } from '../../src/types/check.ts';
import type { Finding, Verdict } from '../../src/types/finding.ts';
import type { Grouping } from '../../src/types/issue-policy.ts';
import type { Review } from '../../src/types/review.ts';
import type { TrackedIssue, Tracker } from '../../src/types/tracker.ts';
import {
  ann,
  applyPlan,
  bot,
  checks,
  found,
  isMutating,
  orchardReview,
  orchardTracker,
  planFor,
  withCopies,
} from './orchard.ts';

const seeds = Array.from({ length: 25 }, (_, index) => index + 1);
const runs = 6;

test.each(seeds)('people and reviews in any order, seed %i', async (seed) => {
  const random = randomFrom(seed);
  let world = orchardTracker({ commits: {} });
  for (let run = 0; run < runs; run++) {
    const review = reviewOf(run, random);
    world = { ...meddle(world, run, random), commits: { ...world.commits, [commitOf(run)]: timeOf(run, 11) } };
    const options = { policy: policyOf(random), prune: random(4) === 0 };
    const plan = await planFor(review, world, options);
    const mixed = { ...review, findings: shuffled(review.findings, random) };
    expect(await planFor(mixed, { ...world, issues: shuffled(world.issues, random) }, options)).toEqual(plan);

    const numbers = plan.actions.flatMap((action) => ('number' in action ? [action.number] : []));
    expect(numbers.filter((number) => isBystander(world, number))).toEqual([]);
    const after = applyPlan(world, plan);
    for (const issue of world.issues) {
      const then = after.issues.find(({ number }) => number === issue.number);
      if (isBystander(world, issue.number)) expect(then).toEqual(issue);
      else expect(outside(then?.body ?? '')).toBe(outside(issue.body));
    }
    expect(doubled(after)).toEqual([]);
    const idle = { ...options, policy: { ...options.policy, maxNew: 0 } };
    const named = (await planFor(review, after, idle)).actions.filter(isMutating);
    // The issue of a service names those of its gaps once they have numbers.
    expect(named.filter(({ kind }) => kind !== 'update' || !options.policy.subIssues)).toEqual([]);
    const settled = applyPlan(after, await planFor(review, after, idle));
    expect((await planFor(review, settled, idle)).actions.filter(isMutating)).toEqual([]);
    world = withCopies(settled);
  }
});

type Random = (below: number) => number;

/** A small linear generator: the same numbers for the same seed everywhere. */
function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function pick<Value>(values: readonly [Value, ...Value[]], random: Random): Value {
  return values[random(values.length)] ?? values[0];
}

function shuffled<Value>(values: readonly Value[], random: Random): readonly Value[] {
  return values
    .map((value) => ({ value, order: random(1_000_000) }))
    .sort((left, right) => left.order - right.order)
    .map(({ value }) => value);
}

const verdicts = [
  'fail',
  'fail',
  'pass',
  'pass',
  'unknown',
  'waived',
  'stale',
  'attested',
] as const satisfies readonly Verdict[];
const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

function reviewOf(run: number, random: Random): Review {
  const findings: Finding[] = ['fruit', 'cider'].flatMap((service) =>
    checks().flatMap(({ id: check }) =>
      ['apple', 'pear']
        .filter(() => random(4) > 0)
        .map((id) =>
          found(pick(verdicts, random), {
            service,
            check,
            severity: pick(severities, random),
            subject: { kind: 'workload', id },
            ...(random(5) === 0 ? { baseline: '2026-08-01' } : {}),
          }),
        ),
    ),
  );
  const review = orchardReview(findings, {
    generatedAt: timeOf(run, 12),
    target: { name: 'orchard/fruit', commit: commitOf(run), modified: random(10) === 0 },
    unread: random(6) === 0 ? [{ source: 'yaml', reason: 'unread', detail: 'It is torn.' }] : [],
  });
  if (random(8) > 0) return review;
  const gone = checks().slice(1);
  const left = findings.filter(({ check }) => gone.some(({ id }) => id === check));
  return { ...review, checks: gone, findings: left, profile: pick(['launch', 'quarterly'], random) };
}

function policyOf(random: Random): RawIssuePolicy {
  const grouping = pick<Grouping>(['gap', 'gap', 'gap', 'area', 'service'], random);
  return {
    grouping,
    subIssues: grouping === 'service' && random(2) === 0,
    baseline: pick(['file', 'file', 'skip'], random),
    severity: pick(['low', 'low', 'medium'], random),
    maxNew: pick([10, 10, 1, 3], random),
    severityLabels: { critical: 'P1', high: 'P2' },
  };
}

function commitOf(run: number): string {
  return (run + 1).toString(16).repeat(40);
}

function timeOf(run: number, hour: number): string {
  return new Date(Date.UTC(2026, 10, 22 + run * 3, hour)).toISOString();
}

type Meddling = (issue: TrackedIssue, now: string) => Partial<TrackedIssue>;

const closed = (now: string) => ({ state: 'closed', closedBy: ann, closedAt: now }) as const;

/** What people do to issues. */
const meddlings: readonly [Meddling, ...Meddling[]] = [
  () => ({ title: 'Another title' }),
  (_, now) => ({ ...closed(now), stateReason: 'completed' }),
  (_, now) => ({ ...closed(now), stateReason: 'not_planned' }),
  (_, now) => ({ ...closed(now), stateReason: 'duplicate' }),
  () => ({ state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null }),
  ({ labels }) => ({ labels: [...labels, 'wontfix'] }),
  () => ({ labels: [] }),
  ({ body }) => ({ body: `Above, @ann.\r\n${body}\r\nBelow \u{1F34F}` }),
  ({ body }) => ({ body: body.replaceAll(/(?<!\r)\n/gu, '\r\n') }),
  ({ body }) => ({ body: body.replace('###', '### Mine:') }),
  ({ body }) => ({ body: body.replace('<!-- orrery:begin -->', '') }),
  ({ body }) => ({ body: `${body}\n<!-- orrery:end -->` }),
  ({ body }) => ({ body: body.replace(/<!-- orrery:issue .*-->/u, '') }),
  () => ({ locked: true }),
  () => ({ repositoryId: 6 }),
];

function meddle(tracker: Tracker, run: number, random: Random): Tracker {
  const now = timeOf(run, 6);
  const issues = tracker.issues.flatMap((issue): readonly TrackedIssue[] => {
    if (issue.author?.id !== bot.id || random(3) > 0) return [issue];
    if (random(12) === 0) return [];
    const changed = { ...issue, ...pick(meddlings, random)(issue, now), updatedAt: now };
    return random(8) === 0 ? [changed, copyOf(changed, tracker)] : [changed];
  });
  return { ...tracker, issues: distinct(issues) };
}

/** What two runs at once would have left. */
function copyOf(issue: TrackedIssue, { issues }: Tracker): TrackedIssue {
  const number = Math.max(...issues.map((one) => one.number)) + issue.number;
  return { ...issue, number, id: 1000 + number };
}

function distinct(issues: readonly TrackedIssue[]): readonly TrackedIssue[] {
  return [...new Map(issues.map((issue) => [issue.number, issue])).values()];
}

function isBystander({ issues }: Tracker, number: number): boolean {
  return issues.find((issue) => issue.number === number)?.author?.id !== bot.id;
}

/** The body without what is ours, told apart from how the program does it. */
function outside(body: string): string {
  if (readBody(body).kind !== 'whole') return body;
  return body
    .replace(/<!-- orrery:begin -->\r?\n[\s\S]*?\n<!-- orrery:end -->/u, '')
    .replace(/<!-- orrery:issue [^\r\n]*-->/u, '');
}

/** Keys with more than one open issue. */
function doubled({ issues, repository }: Tracker): readonly string[] {
  const keys = issues
    .filter(
      ({ state, author, repositoryId }) => state === 'open' && author?.id === bot.id && repositoryId === repository.id,
    )
    .flatMap(({ body }) => {
      const read = readBody(body);
      return read.kind === 'none' ? [] : [issueDigest(read.marker.name)];
    });
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

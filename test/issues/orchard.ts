import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { issuePolicy, type RawIssuePolicy } from '../../src/config/issue-policy.ts';
import { issueKey } from '../../src/lib/issue-key.ts';
import { planIssues } from '../../src/plan-issues.ts';
import { readBody, writeBody } from '../../src/publish/issues/managed-body.ts';
import type { Finding, Verdict } from '../../src/types/finding.ts';
import type { IssueAction, IssuePlan, LinkIssue } from '../../src/types/issue-plan.ts';
import type { Review } from '../../src/types/review.ts';
import type { TrackedIssue, Tracker, TrackerUser } from '../../src/types/tracker.ts';
import { sampleCheck, sampleFinding, sampleReview, sampleService } from '../report/sample-review.ts';

export const bot: TrackerUser = { login: 'readiness[bot]', id: 900, type: 'Bot' };
export const ann: TrackerUser = { login: 'ann', id: 7, type: 'User' };

const schemas = join(import.meta.dirname, '..', '..', 'schemas');
export const trackerSchema: object = JSON.parse(readFileSync(join(schemas, 'tracker.schema.json'), 'utf8'));
export const planSchema: object = JSON.parse(readFileSync(join(schemas, 'issue-plan.schema.json'), 'utf8'));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
const isTracker = ajv.compile(trackerSchema);
const isPlan = ajv.compile(planSchema);

export const commits = { first: 'a'.repeat(40), second: 'b'.repeat(40), third: 'c'.repeat(40) };

/** A repository with two issues that are not ours: one of a person that bears our label, one of another bot. */
export function orchardTracker(given: Partial<Tracker> = {}): Tracker {
  return {
    schemaVersion: '1.0.0',
    recordedAt: '2026-11-22T12:00:00Z',
    repository: { id: 5, name: 'orchard/fruit', archived: false, issuesEnabled: true },
    viewer: bot,
    complete: true,
    milestones: [],
    commits: {
      [commits.first]: '2026-11-22T11:00:00Z',
      [commits.second]: '2026-11-23T11:00:00Z',
      [commits.third]: '2026-12-22T11:00:00Z',
    },
    issues: [
      trackedIssue({ number: 1, author: ann, title: 'Apples are sour', labels: ['orrery'] }),
      trackedIssue({ number: 2, author: { login: 'other[bot]', id: 8, type: 'Bot' }, title: 'Bump apples' }),
    ],
    ...given,
  };
}

export function trackedIssue(given: Partial<TrackedIssue> = {}): TrackedIssue {
  return {
    number: 1,
    id: 1000 + (given.number ?? 1),
    author: bot,
    title: 'An issue',
    body: 'Text.\r\n',
    state: 'open',
    locked: false,
    labels: [],
    assignees: [],
    createdAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    repositoryId: 5,
    comments: [],
    ...given,
  };
}

export const minReplicas = 'redundancy/min-replicas';
export const zoneSpread = 'redundancy/zone-spread';
export const probes = 'health/probes';

export function checks() {
  return [
    sampleCheck(),
    sampleCheck({ id: zoneSpread, failTitle: 'One zone can take all down', severity: 'medium', subject: 'service' }),
    sampleCheck({ id: probes, area: 'health', failTitle: 'Nobody asks whether it lives', severity: 'critical' }),
  ];
}

/** A finding on a subject of the service `fruit`. */
export function found(verdict: Verdict, given: Partial<Finding> = {}): Finding {
  return sampleFinding({ verdict, ...given });
}

export function orchardReview(findings: readonly Finding[], given: Partial<Review> = {}): Review {
  return sampleReview({
    services: [sampleService(), sampleService({ name: 'cider' })],
    checks: checks(),
    findings,
    target: { name: 'orchard/fruit', repository: 'github.com/orchard/fruit', commit: commits.first, modified: false },
    ...given,
  });
}

/** The same tracker, where others have copied the bodies of our issues, markers and all. */
export function withCopies(tracker: Tracker): Tracker {
  const ours = tracker.issues.filter(({ author }) => author?.id === bot.id);
  const issues = tracker.issues.map((issue) => {
    const copied = ours[issue.number - 1] ?? ours[0];
    return issue.author?.id === bot.id || !copied ? issue : { ...issue, body: copied.body, title: copied.title };
  });
  return { ...tracker, issues };
}

/** The same findings at a newer commit, seen a day later. */
export function later(findings: readonly Finding[], given: Partial<Review> = {}): Review {
  return orchardReview(findings, {
    generatedAt: '2026-11-23T12:00:00.000Z',
    target: { name: 'orchard/fruit', repository: 'github.com/orchard/fruit', commit: commits.second, modified: false },
    ...given,
  });
}

export interface PlanOptions {
  readonly policy?: RawIssuePolicy;
  readonly prune?: boolean;
}

/** A plan, held to its schema as its tracker is to its own. */
export async function planFor(review: Review, tracker: Tracker, options: PlanOptions = {}): Promise<IssuePlan> {
  const { plan } = await planIssues({
    review,
    tracker,
    policy: issuePolicy(options.policy),
    context: { waivers: '.orrery/waivers.yaml', attestations: '.orrery/attestations.yaml' },
    prune: options.prune ?? false,
  });
  if (!isTracker(tracker)) throw new Error(`No tracker: ${ajv.errorsText(isTracker.errors)}`);
  if (!isPlan(JSON.parse(JSON.stringify(plan)))) throw new Error(`No plan: ${ajv.errorsText(isPlan.errors)}`);
  return plan;
}

export function isMutating({ kind }: IssueAction): boolean {
  return kind !== 'none' && kind !== 'mute';
}

/** `close #3 fixed`: what an action does, in a few words. */
export function inShort(action: IssueAction): string {
  if (action.kind === 'create') return `create ${action.key}`;
  if (action.kind === 'link') return `link ${action.key} below ${action.parent.key}`;
  const detail = 'event' in action ? action.event : action.kind === 'none' ? action.reason : '';
  return `${action.kind} #${action.number} ${detail}`.trimEnd();
}

/** What GitHub would make of a plan at a time. */
export function applyPlan(tracker: Tracker, plan: IssuePlan, now = plan.review.generatedAt): Tracker {
  return plan.actions.reduce((world, action) => applyAction(world, action, now), tracker);
}

function applyAction(tracker: Tracker, action: IssueAction, now: string): Tracker {
  if (action.kind === 'create') {
    const number = Math.max(0, ...tracker.issues.map((issue) => issue.number)) + 1;
    const { title, body, labels, assignees } = action;
    const times = { createdAt: now, updatedAt: now };
    const created = trackedIssue({ number, author: tracker.viewer, title, body, labels, assignees, ...times });
    return { ...tracker, issues: [...tracker.issues, created] };
  }
  if (action.kind === 'link') return applyLink(tracker, action);
  const change = (issue: TrackedIssue): TrackedIssue =>
    issue.number === action.number ? { ...issue, ...changeOf(issue, action, tracker, now) } : issue;
  return { ...tracker, issues: tracker.issues.map(change) };
}

/** Whoever links issues that a plan has just created finds them by their key. */
function applyLink(tracker: Tracker, { key, number, parent }: LinkIssue): Tracker {
  const numberOf = (wanted: string) =>
    tracker.issues.find(({ author, body }) => {
      const found = readBody(body);
      return author?.id === bot.id && found.kind !== 'none' && issueKey(found.marker.name) === wanted;
    })?.number;
  const [child, above] = [number ?? numberOf(key), parent.number ?? numberOf(parent.key)];
  if (child === undefined || above === undefined) throw new Error(`${key} cannot be linked to ${parent.key}.`);
  const issues = tracker.issues.map((issue) => (issue.number === child ? { ...issue, parent: above } : issue));
  return { ...tracker, subIssues: true, issues };
}

type OnIssue = Exclude<IssueAction, { readonly kind: 'create' | 'link' }>;

function changeOf(issue: TrackedIssue, action: OnIssue, { viewer }: Tracker, now: string): Partial<TrackedIssue> {
  const managed = 'managed' in action && action.managed ? { body: writeBody(issue.body, action.managed) } : {};
  const title = 'newTitle' in action && action.newTitle !== undefined ? { title: action.newTitle } : {};
  const labels = 'labelsAdded' in action ? { labels: relabelled(issue, action) } : {};
  switch (action.kind) {
    case 'update':
      return { ...managed, ...title, ...labels, updatedAt: now };
    case 'comment':
      return { comments: [...(issue.comments ?? []), { author: viewer, body: action.body }], updatedAt: now };
    case 'close': {
      const closing = { state: 'closed', stateReason: action.stateReason, closedAt: now, closedBy: viewer } as const;
      return { ...managed, ...closing, updatedAt: now };
    }
    case 'reopen': {
      const opening = { state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null } as const;
      return { ...managed, ...title, ...labels, ...opening, updatedAt: now };
    }
    case 'mute':
    case 'none':
      return {};
  }
}

type Labelling = Pick<Extract<OnIssue, { readonly kind: 'update' }>, 'labelsAdded' | 'labelsRemoved'>;

function relabelled({ labels }: TrackedIssue, { labelsAdded, labelsRemoved }: Labelling): readonly string[] {
  return [...labels.filter((label) => !labelsRemoved.includes(label)), ...labelsAdded];
}

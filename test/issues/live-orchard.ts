import { expect } from 'vitest';
import { issuePolicy } from '../../src/config/issue-policy.ts';
import { planIssues } from '../../src/plan-issues.ts';
import type { Github } from '../../src/publish/github/github.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import type { PaceState } from '../../src/publish/github/pace.ts';
import { applyIssuePlan } from '../../src/publish/issues/apply-issue-plan.ts';
import { readLiveTracker, type TrackerRequest } from '../../src/publish/issues/read-live-tracker.ts';
import type { IssuePlan } from '../../src/types/issue-plan.ts';
import type { IssueReport } from '../../src/types/issue-report.ts';
import type { Review } from '../../src/types/review.ts';
import type { Tracker } from '../../src/types/tracker.ts';
import { openTestGithub, type TestGithub } from '../github/open-test-github.ts';
import type { Token } from '../github/routes.ts';
import { virtualClock } from '../github/virtual-clock.ts';
import { addComment, addIssue, addRepository, type Issue, type Repository, type User } from '../github/world.ts';
import { commits, type PlanOptions } from './orchard.ts';

const bot: User = { login: 'readiness[bot]', id: 900, type: 'Bot' };
export const ann: User = { login: 'ann', id: 7, type: 'User' };
const otherBot: User = { login: 'other[bot]', id: 8, type: 'Bot' };

const app: Token = { user: bot, app: 'readiness', writes: ['comments', 'issues'], pushes: true };
const tokens = {
  app,
  /** Of another run at the same time. */
  second: app,
  reader: { ...app, writes: [], pushes: false },
  /** May file issues, and label none. */
  guest: { ...app, pushes: false },
  person: { user: ann, writes: ['comments', 'issues'], pushes: true },
} satisfies { readonly [name: string]: Token };

export interface LiveOrchard {
  readonly server: TestGithub;
  readonly repository: Repository;
  readonly request: (review: Review, options?: PlanOptions) => TrackerRequest;
  readonly connect: (token?: keyof typeof tokens, start?: PaceState) => Promise<Github>;
  readonly tracker: (review: Review, options?: PlanOptions) => Promise<Tracker>;
  readonly plan: (review: Review, options?: PlanOptions) => Promise<IssuePlan>;
  readonly apply: (plan: IssuePlan, github?: Github) => Promise<IssueReport>;
  /** Plans and applies, as one run does. */
  readonly sync: (review: Review, options?: PlanOptions) => Promise<IssueReport>;
  /** What was not there at the start, the oldest first. */
  readonly issues: () => readonly Issue[];
  /** Fails where anything that was there at the start is not as it was, and where a rule was broken. */
  readonly check: () => void;
}

/** A repository with issues, comments and labels of others, and with nothing of ours. */
export function openLiveOrchard(): LiveOrchard {
  const server = openTestGithub({ tokens, clock: virtualClock(Date.UTC(2026, 10, 22, 12)) });
  const repository = addRepository(server.world, 'orchard', 'fruit');
  repository.people.push(ann);
  for (const commit of Object.values(commits)) repository.commits[commit] = '2026-11-22T11:00:00Z';
  repository.commits[commits.second] = '2026-11-23T11:00:00Z';
  addIssue(server.world, repository, { user: ann, title: 'Apples are sour', labels: ['orrery'] });
  addIssue(server.world, repository, { user: otherBot, title: 'Bump apples', body: 'By a bot.' });
  addComment(server.world, repository, { issue: 1, user: ann, body: 'Very sour.' });
  const before = JSON.stringify([repository.issues, repository.comments]);
  const request = (review: Review, { policy }: PlanOptions = {}): TrackerRequest => ({
    repository: { owner: 'orchard', name: 'fruit' },
    author: bot.login,
    policy: issuePolicy(policy),
    review,
    asksCommit: true,
    recordedAt: new Date(server.clock.now()).toISOString(),
  });
  let kept: PaceState | undefined;
  const keep = async (pace: PaceState) => {
    kept = pace;
  };
  const orchard: LiveOrchard = {
    server,
    repository,
    request,
    connect: async (token = 'app', start = token === 'app' ? kept : undefined) => {
      await server.clock.sleep(2_000);
      const { clock, fetch, timeLimit } = server;
      const options = { apiUrl: server.url, token, clock: clock.now, sleep: clock.sleep, timeLimit, fetch, keep };
      return openGithub({ ...options, ...(start ? { pace: start } : {}) });
    },
    tracker: async (review, options) => readLiveTracker(await orchard.connect(), request(review, options)),
    plan: async (review, options = {}) => {
      const tracker = await orchard.tracker(review, options);
      const context = { waivers: '.orrery/waivers.yaml', attestations: '.orrery/attestations.yaml' };
      const policy = issuePolicy(options.policy);
      return (await planIssues({ review, tracker, policy, context, prune: options.prune ?? false })).plan;
    },
    apply: async (plan, github) =>
      applyIssuePlan(github ?? (await orchard.connect()), plan, {
        author: bot.login,
        now: server.clock.now(),
        tool: { name: 'orrery', version: '0.1.0' },
      }),
    sync: async (review, options) => orchard.apply(await orchard.plan(review, options)),
    issues: () => repository.issues.filter(({ number }) => number > 2),
    check: () => {
      const old = [
        repository.issues.filter(({ number }) => number <= 2),
        repository.comments.filter(({ issue }) => issue <= 2),
      ];
      expect(JSON.stringify(old)).toBe(before);
      server.check();
    },
  };
  return orchard;
}

/** `create fruit:health/probes done`: what came of an action, in a few words. */
export function told({ results }: IssueReport): readonly string[] {
  return results.map(({ kind, key, number, outcome }) =>
    kind === 'create'
      ? `create ${key} ${outcome}`
      : kind === 'link'
        ? `link ${key} ${outcome}`
        : `${kind} #${number} ${outcome}`,
  );
}

import { issuePolicy } from '../../../src/config/issue-policy.ts';
import { dig, stringOf } from '../../../src/lib/json.ts';
import type { PaceState } from '../../../src/publish/github/pace.ts';
import { markerLine } from '../../../src/publish/issues/issue-marker.ts';
import { newBody } from '../../../src/publish/issues/managed-body.ts';
import type { IssuePlan } from '../../../src/types/issue-plan.ts';
import type { IssueReport } from '../../../src/types/issue-report.ts';
import type { Review } from '../../../src/types/review.ts';
import { addBystanders, type Bystanders } from '../../github/bystanders.ts';
import { openTestGithub, type Recorded, type TestGithub } from '../../github/open-test-github.ts';
import type { Turns } from '../../github/open-turns.ts';
import type { Token } from '../../github/routes.ts';
import { virtualClock } from '../../github/virtual-clock.ts';
import { addRepository, type Issue, type Repository, type User } from '../../github/world.ts';
import type { Product } from './product.ts';
import { type Chapter, policyOf, reviewOf, type Story } from './seeded-story.ts';

const bot: User = { login: 'readiness[bot]', id: 900, type: 'Bot' };
export const ann: User = { login: 'ann', id: 7, type: 'User' };
const app: Token = { user: bot, app: 'readiness', writes: ['comments', 'issues'], pushes: true };
const day = 86_400_000;
const hour = 3_600_000;
const midnight = Date.UTC(2026, 10, 22);

/** One request of a run, and when it was sent. */
export interface Sent extends Recorded {
  readonly at: number;
  readonly isApplying: boolean;
  /** Whether it creates an issue that was there when the run began, or that the run created itself. */
  readonly isAgain: boolean;
}

/** One run, as one process is: it reads, plans and applies. */
export interface Run {
  readonly token: string;
  readonly chapter: Chapter;
  readonly review: Review;
  readonly began: number;
  readonly sent: Sent[];
  plan?: IssuePlan;
  report?: IssueReport;
  ended: 'done' | 'failed' | 'killed';
}

export interface Stage {
  readonly server: TestGithub;
  readonly repository: Repository;
  readonly elsewhere: Repository;
  readonly bystanders: Bystanders;
  readonly isOurs: (issue: Issue) => boolean;
  /** The first is the earliest. */
  readonly runs: readonly Run[];
  /** Who takes turns, where several run at once. */
  turns: Turns | undefined;
  /** Moves the clock on, for another chapter or another day after the last. */
  readonly turnPage: (daysLater?: number) => Promise<void>;
  readonly run: (chapter: Chapter, token?: string) => Promise<Run>;
}

export interface StageOptions {
  readonly product: Product;
  readonly story: Story;
  /** How far the clock of the client is ahead. */
  readonly skew: number;
  /** False for a cache that is gone each time. */
  readonly keepsState: boolean;
}

/** A repository with what is not ours, and everything that a run of ours needs. */
export function openStage({ product, story, skew, keepsState }: StageOptions): Stage {
  const server = openTestGithub({ tokens: { app, second: app }, clock: virtualClock(midnight) });
  const { world, clock, timeLimit, fetch } = server;
  const repository = addRepository(world, 'orchard', 'fruit');
  const elsewhere = addRepository(world, 'orchard', 'barn');
  repository.people.push(ann);
  const crowd = Array.from({ length: story.crowd }, (_, index) => ({ title: `Report ${index}`, labels: ['orrery'] }));
  const bystanders = addBystanders(world, repository, { us: bot, copied: [copied], plain: 2, own: crowd });
  const running = new Map<string, Run>();
  const runs: Run[] = [];
  let page = 0;
  let commit = '';
  let pace: PaceState | undefined;
  let numbers: readonly number[] = [];
  server.beforeRequest = async (request) => {
    const run = running.get(request.token);
    const isApplying = run?.plan !== undefined;
    await stage.turns?.beforeRequest(request);
    run?.sent.push({ ...request, at: clock.now(), isApplying, isAgain: isAgain(run, request) });
  };

  function isAgain({ began, chapter }: Run, { method, path, body }: Recorded): boolean {
    const digest = digestOf(stringOf(dig(body, 'body')) ?? '');
    if (method !== 'POST' || !path.endsWith('/issues') || digest === undefined) return false;
    // Two runs at once may both create one, and one of them takes its own back.
    return repository.issues.some(
      (issue) =>
        stage.isOurs(issue) && digestOf(issue.body ?? '') === digest && (issue.createdAt < began || !chapter.isPair),
    );
  }

  async function perform(run: Run): Promise<void> {
    const { token, chapter, review } = run;
    const now = () => clock.now() + skew;
    const options = { apiUrl: server.url, token, clock: now, sleep: clock.sleep, timeLimit, fetch };
    const keep = async (state: PaceState) => {
      if (keepsState) pace = state;
    };
    const github = await product.openGithub({ ...options, keep, ...(pace ? { pace } : {}) });
    const policy = issuePolicy(policyOf(story, chapter));
    const tracker = await product.readLiveTracker(github, {
      repository: { owner: 'orchard', name: 'fruit' },
      author: bot.login,
      policy,
      review,
      asksCommit: true,
      recordedAt: new Date(now()).toISOString(),
      numbersOf: () => numbers,
    });
    const { managed } = product.recogniseIssues(tracker, policy, review);
    if (tracker.complete && keepsState) numbers = managed.map(({ issue }) => issue.number);
    const context = { waivers: '.orrery/waivers.yaml', attestations: '.orrery/attestations.yaml' };
    const { plan } = await product.planIssues({ review, tracker, policy, context, prune: false });
    run.plan = plan;
    const tool = { name: 'orrery', version: '0.1.0' };
    run.report = await product.applyIssuePlan(github, plan, { author: bot.login, now: now(), tool });
    const created = run.report.results.flatMap(({ kind, number }) => (kind === 'create' ? (number ?? []) : []));
    if (keepsState) numbers = [...new Set([...numbers, ...created])];
    run.ended = 'done';
  }

  const stage: Stage = {
    server,
    repository,
    elsewhere,
    bystanders,
    isOurs: (issue) => issue.user.id === bot.id && !bystanders.has(issue),
    runs,
    turns: undefined,
    turnPage: async (daysLater = 0) => {
      page += 1;
      const target = midnight + daysLater * day + page * 2 * hour;
      await clock.sleep(Math.max(hour, target - clock.now()));
      commit = page.toString(16).padStart(2, '0').repeat(20);
      repository.commits[commit] = new Date(clock.now() - 600_000).toISOString();
    },
    run: async (chapter, token = 'app') => {
      const review = reviewOf(chapter, { at: clock.now() + skew, commit });
      const run: Run = { token, chapter, review, began: clock.now(), sent: [], ended: 'failed' };
      runs.push(run);
      running.set(token, run);
      const end = await Promise.race([server.stopped(token), perform(run).catch(endOf)]);
      if (end === 'stopped') run.ended = 'killed';
      stage.turns?.leave(token);
      return run;
    },
  };
  return stage;
}

/** A run that GitHub refuses ends with a message; anything else is a mistake of ours. */
function endOf(error: unknown): undefined {
  if (error instanceof Error && error.name === 'GithubError') return undefined;
  throw error;
}

/** The key in the marker of an issue. */
export function digestOf(body: string): string | undefined {
  return /^<!-- orrery:issue v1 key=([\da-f]{32}) /mu.exec(body)?.[1];
}

/** An issue just like one of ours, by others. */
const name = { by: 'gap', service: 'fruit', topic: 'redundancy/min-replicas' } as const;
const said = { since: '2026-01-01', profile: 'launch', content: '', region: '', title: '', commit: '' };
const marker = markerLine({ name, ...said, severity: 'high', state: 'open', reopened: 0, checks: [] });
const copied = {
  title: 'fruit: One instance only: a single failure stops it',
  body: newBody({ region: 'A gap.', marker }),
  labels: ['orrery'],
};

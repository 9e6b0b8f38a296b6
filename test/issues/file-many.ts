import { issuePolicy } from '../../src/config/issue-policy.ts';
import { planIssues } from '../../src/plan-issues.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import type { PaceState } from '../../src/publish/github/pace.ts';
import { applyIssuePlan } from '../../src/publish/issues/apply-issue-plan.ts';
import { readLiveTracker } from '../../src/publish/issues/read-live-tracker.ts';
import type { Review } from '../../src/types/review.ts';
import { openTestGithub } from '../github/open-test-github.ts';
import type { Token } from '../github/routes.ts';
import { virtualClock } from '../github/virtual-clock.ts';
import { addIssue, addRepository, type User } from '../github/world.ts';
import { sampleReview, sampleService } from '../report/sample-review.ts';
import { checks, found } from './orchard.ts';

const bot: User = { login: 'readiness[bot]', id: 900, type: 'Bot' };
const ann: User = { login: 'ann', id: 7, type: 'User' };
const token: Token = { user: bot, app: 'readiness', writes: ['comments', 'issues'], pushes: true };
const hour = 3_600_000;

export interface Load {
  readonly gaps: number;
  /** Issues of others that are there before. */
  readonly foreign: number;
  /** Issues that the same account wrote for another purpose. */
  readonly own?: number;
  readonly perHour: number;
}

/** What one run asked of GitHub. */
export interface ManyRun {
  readonly reads: number;
  readonly writes: number;
  readonly created: number;
  readonly minutes: number;
  readonly isComplete: boolean;
  readonly warnings: readonly string[];
}

export interface ManyFiled {
  /** The last one had nothing to do. */
  readonly runs: readonly ManyRun[];
  /** How many issues of ours are there at the end, and how many titles they have. */
  readonly issues: number;
  readonly titles: number;
  readonly hours: number;
  readonly complaints: readonly string[];
}

/** Files very many gaps in a large repository, one run an hour, until nothing is left to do. */
export async function fileMany({ gaps, foreign, own = 0, perHour }: Load, mostRuns = 50): Promise<ManyFiled> {
  const github = openTestGithub({ tokens: { app: token }, clock: virtualClock(Date.UTC(2026, 10, 22)) });
  const { world, clock, timeLimit, fetch } = github;
  const repository = addRepository(world, 'orchard', 'fruit');
  for (let index = 0; index < foreign; index += 1) addIssue(world, repository, { user: ann, title: `Other ${index}` });
  for (let index = 0; index < own; index += 1) addIssue(world, repository, { user: bot, title: `Report ${index}` });
  const review = manyGaps(gaps);
  const policy = issuePolicy({ maxNew: gaps });
  const began = clock.now();
  const runs: ManyRun[] = [];
  let pace: PaceState | undefined;
  const run = async (): Promise<ManyRun> => {
    const [start, from, sent] = [clock.now(), repository.issues.length, github.requests.length];
    const keep = async (state: PaceState) => {
      pace = state;
    };
    const options = { apiUrl: github.url, token: 'app', clock: clock.now, sleep: clock.sleep, timeLimit, fetch, keep };
    const limits = { creationsPerHour: perHour };
    const client = await openGithub({ ...options, limits, ...(pace ? { pace } : {}) });
    const tracker = await readLiveTracker(client, {
      repository: { owner: 'orchard', name: 'fruit' },
      author: bot.login,
      policy,
      review,
      asksCommit: false,
      recordedAt: new Date(clock.now()).toISOString(),
    });
    const context = { waivers: '.orrery/waivers.yaml', attestations: '.orrery/attestations.yaml' };
    const { plan } = await planIssues({ review, tracker, policy, context, prune: false });
    const tool = { name: 'orrery', version: '0.1.0' };
    await applyIssuePlan(client, plan, { author: bot.login, now: clock.now(), tool });
    const requests = github.requests.slice(sent);
    const writes = requests.filter(({ method }) => method !== 'GET').length;
    return {
      reads: requests.length - writes,
      writes,
      created: repository.issues.length - from,
      minutes: Math.round((clock.now() - start) / 60_000),
      isComplete: tracker.complete,
      warnings: plan.warnings,
    };
  };
  while (runs.length < mostRuns && runs.at(-1)?.writes !== 0) {
    runs.push(await run());
    await clock.sleep(hour);
  }
  const ours = repository.issues.slice(foreign + own);
  const titles = new Set(ours.map(({ title }) => title)).size;
  const hours = Math.round((clock.now() - began) / hour);
  return { runs, issues: ours.length, titles, hours, complaints: github.violations };
}

function manyGaps(count: number): Review {
  const kinds = checks();
  const names = Array.from({ length: Math.ceil(count / kinds.length) }, (_, index) => `service-${index}`);
  const findings = names.flatMap((service) => kinds.map(({ id: check }) => found('fail', { service, check })));
  return sampleReview({
    services: names.map((name) => sampleService({ name })),
    checks: kinds,
    findings: findings.slice(0, count),
    target: { name: 'orchard/fruit', repository: 'github.com/orchard/fruit', modified: false },
  });
}

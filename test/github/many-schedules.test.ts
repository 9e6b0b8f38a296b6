import { expect, it } from 'vitest';
import type { Github, Shape } from '../../src/publish/github/github.ts';
import { GithubError } from '../../src/publish/github/github-error.ts';
import { openGithub } from '../../src/publish/github/open-github.ts';
import { addBystanders } from './bystanders.ts';
import { followSchedule } from './follow-schedule.ts';
import { outsideOf } from './human-edits.ts';
import { openTestGithub } from './open-test-github.ts';
import type { Token } from './routes.ts';
import { seededSchedule } from './seeded-schedule.ts';
import { addIssue, addRepository, type Issue, type User } from './world.ts';

const us: User = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };
const ann: User = { login: 'ann', id: 7, type: 'User' };
const token: Token = { user: us, writes: ['comments', 'issues'], pushes: true };
const body = '<!-- orrery:begin -->\nA gap.\n<!-- orrery:end -->\n\n<!-- orrery:issue v1 key=0 -->\n';
const seeds = 100;

interface Read {
  readonly number: number;
  readonly body: string | null;
}

const one: Shape<Read> = {
  schema: {
    type: 'object',
    required: ['number', 'body'],
    properties: { number: { type: 'integer' }, body: { type: ['string', 'null'] } },
  },
};
const many: Shape<readonly Read[]> = { schema: { type: 'array', items: one.schema } };
const anything: Shape<unknown> = { schema: {} };
const place = { owner: 'acme', repo: 'shop' };
const issueRoute = '/repos/{owner}/{repo}/issues/{issue_number}';

/** What a client does wrong; nothing where it does right by everybody. */
type Carelessness = 'writes what the list said' | 'replaces labels' | 'takes every issue for its own' | undefined;

/** A client that rewrites what is ours in each issue of ours. */
async function keep(client: Github, isOurs: (number: number) => boolean, text: string, careless: Carelessness) {
  const query = { ...place, state: 'all', creator: us.login, per_page: 5 };
  const { items } = await client.readAll('GET /repos/{owner}/{repo}/issues', query, many, (page) => page);
  const all = careless === 'takes every issue for its own';
  for (const { number, body: listed } of items.filter((item) => all || isOurs(item.number))) {
    const at = { ...place, issue_number: number };
    const read = (await client.read(`GET ${issueRoute}`, at, one)).body ?? '';
    const fresh = careless === 'writes what the list said' ? (listed ?? '') : read;
    if (outsideOf(fresh) === undefined && !all) continue;
    const written = fresh.replace(/(begin -->\r?\n)[\s\S]*(<!-- orrery:end)/, `$1${text}\n$2`);
    const labels = careless === 'replaces labels' ? { labels: ['readiness'] } : {};
    await client.write(`PATCH ${issueRoute}`, { ...at, body: written, ...labels }, one);
    await client.write(`POST ${issueRoute}/comments`, { ...at, body: text }, anything);
    await client.write(`POST ${issueRoute}/labels`, { ...at, labels: ['readiness'] }, anything);
  }
}

/** One run after another meets a schedule; then all is calm, and one more has to come to its end. */
async function follow(seed: number, careless?: Carelessness): Promise<readonly string[]> {
  const github = openTestGithub({ tokens: { run: token } });
  const { world, clock, timeLimit, fetch } = github;
  const repository = addRepository(world, 'acme', 'shop');
  const elsewhere = addRepository(world, 'acme', 'elsewhere');
  repository.people.push(ann);
  const bystanders = addBystanders(world, repository, { us, copied: [{ title: 'A gap', body }] });
  for (let index = 0; index < 3; index += 1) {
    addIssue(world, repository, { user: us, title: `A gap ${index}`, body, labels: ['readiness'] });
  }
  const isOurs = (issue: Issue) => issue.user === us && !bystanders.has(issue);
  const before = bystanders.snapshot();
  const schedule = seededSchedule(seed, { requests: 30 });
  const followed = followSchedule(github, schedule, { repository, elsewhere, person: ann, isOurs });
  const run = async (text: string) => {
    const now = () => clock.now() + schedule.skew;
    await clock.sleep(120_000);
    const client = await openGithub({
      apiUrl: github.url,
      token: 'run',
      clock: now,
      sleep: clock.sleep,
      timeLimit,
      fetch,
    });
    const ours = (number: number) => repository.issues.some((issue) => issue.number === number && isOurs(issue));
    await Promise.race([github.stopped('run'), keep(client, ours, text, careless)]);
  };
  for (const text of ['First.', 'Second.', 'Third.']) {
    await run(text).catch((error: unknown) => {
      if (!(error instanceof GithubError)) throw error;
    });
  }
  followed.calm();
  const renamed = repository.formerNames.length > 0;
  if (!renamed) await run('Last.');
  const left = repository.issues.filter((issue) => isOurs(issue) && outsideOf(issue.body ?? '') !== undefined);
  const stale = renamed ? [] : left.filter((issue) => !issue.body?.includes('Last.'));
  return [
    ...github.violations,
    ...followed.lost(),
    ...stale.map(({ number }) => `#${number} was not written.`),
    ...(bystanders.snapshot() === before ? [] : ['A bystander was touched.']),
  ].map((problem) => `${seed}: ${problem}\n${JSON.stringify(schedule)}`);
}

it(`lets a client that does right by everybody through ${seeds} schedules`, async () => {
  const problems: string[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) problems.push(...(await follow(seed)));
  expect(problems).toEqual([]);
});

it.each([
  ['writes what the list said', 'no longer as a person left it'],
  ['replaces labels', 'no longer as a person left it'],
  ['takes every issue for its own', 'A bystander was touched'],
] as const)('catches a client that %s', async (careless, complaint) => {
  let problems: readonly string[] = [];
  for (let seed = 1; seed <= seeds && problems.length === 0; seed += 1) problems = await follow(seed, careless);
  expect(problems.join('\n')).toContain(complaint);
});

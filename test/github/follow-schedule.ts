import { type EditKind, editAsPerson, type Lasting, type Place } from './human-edits.ts';
import type { Recorded, TestGithub } from './open-test-github.ts';
import { openRandom } from './random.ts';
import type { Token } from './routes.ts';
import type { Schedule, Step, TokenChange } from './seeded-schedule.ts';
import type { Issue, Repository, User } from './world.ts';

export interface Following {
  readonly repository: Repository;
  readonly elsewhere: Repository;
  readonly person: User;
  /** Which issues people edit: never those that have to stay as they are. */
  readonly isOurs: (issue: Issue) => boolean;
}

export interface Followed {
  /** What happened by now, in words. */
  readonly log: readonly string[];
  /** What people did and is no longer there. */
  readonly lost: () => readonly string[];
  /** Which issues people edited, as they were before. */
  readonly edited: readonly Edited[];
  /** From now on nothing goes wrong: tokens may what they might, and the repository takes issues. */
  readonly calm: () => void;
}

export interface Edited {
  readonly number: number;
  readonly kind: EditKind;
  readonly body: string;
}

/** Lets a schedule happen to a GitHub, beginning with its next request. */
export function followSchedule(github: TestGithub, schedule: Schedule, following: Following): Followed {
  const start = github.requests.length;
  const tokens = { ...github.tokens };
  const earlier = github.beforeRequest;
  const { world, clock } = github;
  const lasting: Lasting = new Map();
  const log: string[] = [];
  const edited: Edited[] = [];
  let late: Step[] = [];

  function happen(step: Step, request: Recorded): void {
    if (step.does === 'lists') github.lists = typeof step.lists === 'object' ? { ...step.lists } : step.lists;
    if (step.does === 'token') change(github.tokens, tokens, step.token, clock.now());
    if (step.does === 'edit') edit(step.edit, step.pick, request);
    log.push(`${request.number}: ${JSON.stringify(step)}`);
  }

  function edit(kind: EditKind, pick: number, request: Recorded): void {
    const { repository } = following;
    const ours = repository.issues.filter(following.isOurs);
    const issue = ours[pick % Math.max(1, ours.length)];
    // Nobody can see an edit that falls between reading and writing: GitHub writes whatever was there before.
    if (issue && overwrites(request, issue, kind)) {
      late.push({ at: request.number + 1 - start, does: 'edit', edit: kind, pick });
      return;
    }
    const place: Place = { ...following, world, now: clock.now(), random: openRandom(pick) };
    const body = issue?.body ?? '';
    const isDone = editAsPerson(kind, issue, place, lasting);
    if (!isDone) log.push('  (nothing to do it to)');
    else if (issue) edited.push({ number: issue.number, kind, body });
  }

  github.beforeRequest = async (request) => {
    await earlier(request);
    const at = request.number - start;
    const due = [...schedule.steps, ...late].filter((step) => step.at === at && step.does !== 'fault');
    late = late.filter((step) => step.at > at);
    for (const step of due) happen(step, request);
  };
  github.fault = (request) => {
    const step = schedule.steps.find((one) => one.does === 'fault' && one.at === request.number - start);
    if (step) log.push(`${request.number}: ${JSON.stringify(step)}`);
    return step?.does === 'fault' ? step.fault : undefined;
  };
  return {
    log,
    edited,
    lost: () => [...lasting.values()].flatMap((check) => check() ?? []),
    calm: () => {
      github.fault = () => undefined;
      github.beforeRequest = earlier;
      github.lists = 'current';
      Object.assign(github.tokens, tokens);
      following.repository.hasIssues = true;
      following.repository.archived = false;
    },
  };
}

const fields: { readonly [kind in EditKind]?: string } = {
  title: 'title',
  'text-above': 'body',
  'text-below': 'body',
  region: 'body',
  torn: 'body',
  unmarked: 'body',
  rewritten: 'body',
  closed: 'state',
  'put-aside': 'state',
  reopened: 'state',
};

function overwrites({ method, path, body }: Recorded, { number }: Issue, kind: EditKind): boolean {
  const field = fields[kind];
  if (method !== 'PATCH' || field === undefined || !path.endsWith(`/issues/${number}`)) return false;
  return typeof body === 'object' && body !== null && field in body;
}

function change(
  tokens: { [token: string]: Token },
  before: { readonly [token: string]: Token },
  what: TokenChange,
  now: number,
): void {
  for (const [name, token] of Object.entries(before)) {
    if (what === 'restored') tokens[name] = token;
    else if (what === 'expired') tokens[name] = { ...token, expiresAt: now };
    else tokens[name] = { ...token, pushes: false, writes: what === 'read-only' ? [] : token.writes };
  }
}

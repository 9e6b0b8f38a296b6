import { hasSubIssues } from '../../lib/issue-groupings.ts';
import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { Review } from '../../types/review.ts';
import type { TrackedIssue, Tracker, TrackerUser } from '../../types/tracker.ts';
import type { Github, Repository, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { findIssues } from './find-issues.ts';
import { type GithubIssue, trackedIssue, trackedUser } from './github-issue.ts';
import { type IssueHome, isAtHome, openHome } from './open-home.ts';
import { readFamilies } from './read-families.ts';
import { recogniseIssues } from './recognise-issues.ts';

export interface TrackerRequest {
  readonly repository: Repository;
  /** The account of an app that may not ask who it is. */
  readonly author?: string | undefined;
  readonly policy: IssuePolicy;
  /** What a plan is to be made from: it says what has to be known of which issue. */
  readonly review: Review;
  /** Whether somebody has to say when the commit was made. */
  readonly asksCommit: boolean;
  readonly recordedAt: string;
  /** Issues of ours that an earlier run saw, by the id of a repository: lists may miss them, and people move them. */
  readonly numbersOf?: (repository: number) => readonly number[];
}

/** The tracker as it is now, by reads alone. Throws `GithubError`. */
export async function readLiveTracker(github: Github, request: TrackerRequest): Promise<Tracker> {
  const { repository, author, policy, review, recordedAt } = request;
  const home = await openHome(github, repository, author);
  const isOpen = home.repository.issuesEnabled;
  const { issues, complete } = isOpen ? await readIssues(home, request) : { issues: [], complete: true };
  const assignable = isOpen && assigns(policy, review) ? await readAssignable(home) : undefined;
  const commits = request.asksCommit ? await readCommit(home, review.target.commit) : undefined;
  const tracker: Tracker = {
    schemaVersion: '1.0.0',
    recordedAt,
    repository: home.repository,
    viewer: home.viewer,
    complete,
    ...(home.canLabel === undefined ? {} : { canLabel: home.canLabel }),
    milestones: isOpen && policy.milestone !== undefined ? await readMilestones(home) : [],
    ...(assignable ? { assignable } : {}),
    ...(commits ? { commits } : {}),
    issues,
  };
  const detailed = { ...tracker, issues: await addDetails(home, tracker, request) };
  if (!hasSubIssues(policy)) return detailed;
  return readFamilies(home, detailed, recogniseIssues(detailed, policy, review).managed);
}

function assigns({ assignees }: IssuePolicy, { services }: Review): boolean {
  return Object.keys(assignees).length > 0 || services.some(({ owner }) => /^(?:user:|@)/u.test(owner ?? ''));
}

async function readIssues(home: IssueHome, { policy, numbersOf }: TrackerRequest) {
  const { label, trustedAuthors } = policy;
  const found = await findIssues({ home, label, trustedAuthors });
  const unlisted = await readUnlisted(home, found.issues, numbersOf?.(home.repository.id) ?? []);
  const listed = [...found.issues.values(), ...unlisted].sort((left, right) => left.number - right.number);
  const issues = listed.map((issue) => trackedIssue(issue, isAtHome(home, issue) ? home.repository.id : elsewhere));
  return { issues, complete: found.complete };
}

/** What lists leave out of a few issues, and a plan depends on. */
async function addDetails(
  home: IssueHome,
  tracker: Tracker,
  { policy, review }: TrackerRequest,
): Promise<readonly TrackedIssue[]> {
  const managed = recogniseIssues(tracker, policy, review).managed.filter(({ isElsewhere }) => !isElsewhere);
  const gaps = review.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'stale');
  const details = new Map<number, Partial<TrackedIssue>>();
  for (const { issue, name, body } of managed) {
    const isOpenGap = gaps.some(
      ({ service, check }) => service === name.service && (name.by !== 'gap' || check === name.topic),
    );
    const comments = body.kind === 'torn' ? { comments: await readComments(home, issue.number) } : {};
    // Whether we closed it last or a person did; and who that is.
    const closer = issue.state === 'closed' && isOpenGap ? { closedBy: await readCloser(home, issue.number) } : {};
    details.set(issue.number, { ...comments, ...closer });
  }
  return tracker.issues.map((issue) => ({ ...issue, ...details.get(issue.number) }));
}

async function readComments({ store }: IssueHome, number: number): Promise<TrackedIssue['comments'] & object> {
  const { items } = await store.comments(number);
  return items.map(({ user, body = '' }) => ({ author: trackedUser(user), body }));
}

async function readCloser({ store }: IssueHome, number: number): Promise<TrackerUser | null> {
  const issue = await store.read(number);
  return trackedUser(issue?.closed_by ?? null);
}

const mostUnlisted = 200;

/** The id of no repository. */
const elsewhere = 0;

/** What no list has: it was moved to another repository, or the list lags. What is deleted comes out as nothing. */
async function readUnlisted(
  { store }: IssueHome,
  listed: ReadonlyMap<number, GithubIssue>,
  numbers: readonly number[],
): Promise<readonly GithubIssue[]> {
  const missed = numbers.filter((number) => !listed.has(number)).slice(-mostUnlisted);
  const found: GithubIssue[] = [];
  for (const number of missed) {
    const issue = await store.read(number);
    // Its number is another one by now; the plan is about the one that it had here.
    if (issue && !issue.pull_request) found.push({ ...issue, number });
  }
  return found;
}

async function readMilestones({ github, place }: IssueHome): Promise<Tracker['milestones']> {
  const parameters = { ...place, state: 'open', per_page: 100 };
  const { items } = await github.readAll('GET /repos/{owner}/{repo}/milestones', parameters, milestonesShape, asIs);
  return items.map(({ number, title, state }) => ({ number, title, state }));
}

/** Undefined where not all could be listed. */
async function readAssignable({ github, place }: IssueHome): Promise<readonly string[] | undefined> {
  const parameters = { ...place, per_page: 100 };
  const { items, complete } = await github.readAll('GET /repos/{owner}/{repo}/assignees', parameters, usersShape, asIs);
  return complete ? items.map(({ login }) => login) : undefined;
}

/** A commit that the server does not know, or may not show, has no time. */
async function readCommit({ github, place }: IssueHome, commit: string | undefined): Promise<Tracker['commits']> {
  if (commit === undefined || !/^[0-9a-f]{40,64}$/u.test(commit)) return undefined;
  try {
    // The files that it changed are not wanted; a page of them has to be.
    const parameters = { ...place, ref: commit, per_page: 1 };
    const found = await github.read('GET /repos/{owner}/{repo}/commits/{ref}', parameters, commitShape);
    return { [commit]: found.commit.committer.date };
  } catch (error) {
    if (!(error instanceof GithubError) || !unknown.includes(error.problem.kind)) throw error;
    return undefined;
  }
}

const unknown: readonly GithubError['problem']['kind'][] = ['forbidden', 'gone', 'invalid'];

const text = { type: 'string' };

interface Milestone {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
}

const milestonesShape: Shape<readonly Milestone[]> = {
  schema: {
    type: 'array',
    items: {
      type: 'object',
      required: ['number', 'title', 'state'],
      properties: { number: { type: 'integer' }, title: text, state: { enum: ['open', 'closed'] } },
    },
  },
};

const usersShape: Shape<readonly { readonly login: string }[]> = {
  schema: { type: 'array', items: { type: 'object', required: ['login'], properties: { login: text } } },
};

const time = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$';

const committer = {
  type: 'object',
  required: ['committer'],
  properties: {
    committer: { type: 'object', required: ['date'], properties: { date: { type: 'string', pattern: time } } },
  },
};

const commitShape: Shape<{ readonly commit: { readonly committer: { readonly date: string } } }> = {
  schema: { type: 'object', required: ['commit'], properties: { commit: committer } },
};

function asIs<T>(page: readonly T[]): readonly T[] {
  return page;
}

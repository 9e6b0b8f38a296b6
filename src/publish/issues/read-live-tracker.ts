import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { TrackedIssue, Tracker } from '../../types/tracker.ts';
import type { Github, Repository, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import { findIssues } from './find-issues.ts';
import { type GithubIssue, trackedIssue, trackedUser } from './github-issue.ts';
import { readBody } from './managed-body.ts';
import { type IssueHome, isAtHome, isByUs, openHome } from './open-home.ts';

export interface TrackerRequest {
  readonly repository: Repository;
  /** The account of an app that may not ask who it is. */
  readonly author?: string | undefined;
  readonly policy: IssuePolicy;
  /** When these commits were made is asked too. */
  readonly commits: readonly string[];
  /** Whether the plan may assign anybody. */
  readonly assigns: boolean;
  readonly recordedAt: string;
  /** Issues of ours that an earlier run saw, by the number of a repository: lists may miss them, and people move them. */
  readonly numbersOf?: (repository: number) => readonly number[];
}

/** The tracker as it is now, by reads alone. Throws `GithubError`. */
export async function readLiveTracker(github: Github, request: TrackerRequest): Promise<Tracker> {
  const { repository, author, policy, recordedAt } = request;
  const home = await openHome(github, repository, author);
  const isOpen = home.repository.issuesEnabled;
  const { issues, complete } = isOpen ? await readIssues(home, request) : { issues: [], complete: true };
  const assignable = isOpen && request.assigns ? await readAssignable(home) : undefined;
  const commits = await readCommits(home, request.commits);
  return {
    schemaVersion: '1.0.0',
    recordedAt,
    repository: home.repository,
    viewer: home.viewer,
    complete,
    ...(home.canLabel === undefined ? {} : { canLabel: home.canLabel }),
    milestones: isOpen && policy.milestone !== undefined ? await readMilestones(home) : [],
    ...(assignable ? { assignable } : {}),
    ...(Object.keys(commits).length > 0 ? { commits } : {}),
    issues,
  };
}

async function readIssues(home: IssueHome, { policy, numbersOf }: TrackerRequest) {
  const { label, trustedAuthors } = policy;
  const found = await findIssues({ home, label, trustedAuthors });
  const unlisted = await readUnlisted(home, found.issues, numbersOf?.(home.repository.id) ?? []);
  const listed = [...found.issues.values(), ...unlisted].sort((left, right) => left.number - right.number);
  const issues: TrackedIssue[] = [];
  let details = 0;
  for (const issue of listed) {
    const isOurs = isByUs(home, trustedAuthors, issue.user);
    const needed = isOurs && details < mostDetails ? await readDetails(home, issue) : undefined;
    if (needed) details += 1;
    const place = isAtHome(home, issue) ? home.repository.id : elsewhere;
    issues.push({ ...trackedIssue(issue, place), ...needed });
  }
  return { issues, complete: found.complete };
}

const mostDetails = 200;
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
async function readCommits({ github, place }: IssueHome, commits: readonly string[]) {
  const times: { [commit: string]: string } = {};
  for (const commit of commits) {
    try {
      const route = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
      const { committer } = await github.read(route, { ...place, commit_sha: commit }, commitShape);
      times[commit] = committer.date;
    } catch (error) {
      if (!(error instanceof GithubError) || !unknown.includes(error.problem.kind)) throw error;
    }
  }
  return times;
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

const commitShape: Shape<{ readonly committer: { readonly date: string } }> = {
  schema: {
    type: 'object',
    required: ['committer'],
    properties: {
      committer: { type: 'object', required: ['date'], properties: { date: { type: 'string', pattern: time } } },
    },
  },
};

function asIs<T>(page: readonly T[]): readonly T[] {
  return page;
}

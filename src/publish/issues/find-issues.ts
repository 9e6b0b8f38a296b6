import { GithubError } from '../github/github-error.ts';
import { type GithubIssue, labelsOf } from './github-issue.ts';
import { type IssueHome, isAtHome } from './open-home.ts';

export interface Lookup {
  readonly home: IssueHome;
  /** What every issue of ours carries, unless people took it off. */
  readonly label: string;
  /** Further accounts that count as ours. */
  readonly trustedAuthors: readonly string[];
  /** Only what was changed since; everything without it. */
  readonly since?: string;
}

export interface FoundIssues {
  /** By number; no pull requests. */
  readonly issues: ReadonlyMap<number, GithubIssue>;
  /** False where lists contradict each other, or had more pages than we read. */
  readonly complete: boolean;
  /** The highest number that anything has in the repository. */
  readonly highest: number;
}

/**
 * Every issue that may be ours: by label and by author, since people take labels off, and accounts change. Lists lag, and
 * now and then come out empty; so the two have to agree, an empty one is asked for twice, and what is newer than every
 * list is looked up by its number.
 */
export async function findIssues(lookup: Lookup): Promise<FoundIssues> {
  const issues = new Map<number, GithubIssue>();
  let complete = false;
  for (const [look, pause] of pauses.entries()) {
    if (pause > 0) await lookup.home.store.wait(pause);
    const seen = await lookOnce(lookup);
    for (const issue of seen.issues) keepLatest(issues, issue);
    complete = seen.complete && seen.agree;
    // There are more than we read, however often we look.
    if (!seen.complete) break;
    if (complete && (issues.size > 0 || look > 0 || lookup.since !== undefined)) break;
  }
  const newest = await lookup.home.store.newest();
  if (newest) keepLatest(issues, newest);
  const listed = Math.max(0, newest?.number ?? 0, ...issues.keys());
  const { found, highest, hasEnded } = await probeAbove(lookup.home, listed);
  for (const issue of found) keepLatest(issues, issue);
  for (const [number, issue] of issues) if (issue.pull_request) issues.delete(number);
  return { issues, complete: complete && hasEnded, highest };
}

/** The lists of GitHub lag by seconds. */
const pauses: readonly number[] = [0, 5_000, 5_000];

interface Look {
  readonly issues: readonly GithubIssue[];
  readonly complete: boolean;
  readonly agree: boolean;
}

async function lookOnce({ home, label, trustedAuthors, since }: Lookup): Promise<Look> {
  const { store, viewer } = home;
  const bound = since === undefined ? {} : { since };
  const labelled = await store.list({ labels: label, ...bound });
  const authored = await store.list({ creator: viewer.login, ...bound });
  const trusted: GithubIssue[] = [];
  let complete = labelled.complete && authored.complete;
  for (const creator of trustedAuthors) {
    const listing = await listOf(home, { creator, ...bound });
    trusted.push(...listing.items);
    complete &&= listing.complete;
  }
  const hasLabel = (issue: GithubIssue) => labelsOf(issue).some((one) => one.toLowerCase() === label.toLowerCase());
  const agree =
    holdsAll(labelled.items, authored.items.filter(hasLabel)) &&
    holdsAll(
      authored.items,
      labelled.items.filter(({ user }) => user?.login === viewer.login),
    );
  return { issues: [...labelled.items, ...authored.items, ...trusted], complete, agree };
}

/** An account that is gone wrote nothing that could still be asked for. */
async function listOf({ store }: IssueHome, filter: { readonly creator: string; readonly since?: string }) {
  try {
    return await store.list(filter);
  } catch (error) {
    if (error instanceof GithubError && error.problem.kind === 'invalid') return { items: [], complete: true };
    throw error;
  }
}

function holdsAll(list: readonly GithubIssue[], issues: readonly GithubIssue[]): boolean {
  const numbers = new Set(list.map(({ number }) => number));
  return issues.every(({ number }) => numbers.has(number));
}

function keepLatest(issues: Map<number, GithubIssue>, issue: GithubIssue): void {
  const known = issues.get(issue.number);
  if (!known || Date.parse(known.updated_at) <= Date.parse(issue.updated_at)) issues.set(issue.number, issue);
}

/** Discussions and deleted issues leave numbers without an issue. */
const mostHoles = 3;
const mostProbes = 200;

/** What lists do not show yet: one number after the other, until nothing more comes. */
async function probeAbove(home: IssueHome, start: number) {
  const found: GithubIssue[] = [];
  let highest = start;
  for (let number = start + 1; number <= highest + mostHoles && number <= start + mostProbes; number += 1) {
    const issue = await home.store.read(number);
    if (!issue) continue;
    highest = number;
    if (isAtHome(home, issue)) found.push(issue);
  }
  // Lists that are so far behind show too little.
  return { found, highest, hasEnded: highest + mostHoles <= start + mostProbes };
}

import { loadConfig } from './config/load-config.ts';
import { type Connected, connectGithub, type GithubChoices, givenToken, issueRepository } from './connect-github.ts';
import { isRemote } from './discover/clone-remote.ts';
import { commitTime } from './discover/commit-time.ts';
import { UserError } from './errors.ts';
import { currentTime } from './lib/clock.ts';
import type { IssuePlanRequest } from './plan-issues.ts';
import { recogniseIssues } from './publish/issues/recognise-issues.ts';
import { emptyTracker, readTrackerFile } from './read-tracker.ts';
import type { Config } from './types/config.ts';
import type { IssuePolicy } from './types/issue-policy.ts';
import type { Review } from './types/review.ts';
import type { Tracker } from './types/tracker.ts';

/** Where the issues come from that a plan is made against. */
export type TrackerSource =
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly file: string }
  | {
      readonly kind: 'live';
      readonly connected: Connected;
      readonly repository: string | undefined;
      readonly author: string | undefined;
    };

export interface IssueChoices {
  /** Holds the policy. */
  readonly path: string;
  readonly config?: string | undefined;
  readonly tracker: TrackerSource;
  readonly prune: boolean;
  /** Whether the review was made of the folder just now. */
  readonly isFresh: boolean;
}

/** What a plan is made from, as the folder and the tracker say it. Throws `UserError`. */
export async function prepareIssuePlan(review: Review, choices: IssueChoices): Promise<IssuePlanRequest> {
  const { path, config: file, prune } = choices;
  const config = await loadConfig({ root: path, ...(file === undefined ? {} : { file }) });
  const { commit } = review.target;
  const committedAt = choices.isFresh && commit !== undefined ? await commitTime(path, commit) : undefined;
  const asksCommit = committedAt === undefined;
  const tracker = await readTracker(choices.tracker, { review, policy: config.issues, asksCommit });
  return {
    review,
    tracker,
    policy: config.issues,
    context: contextOf(config, review, tracker),
    ...(committedAt === undefined ? {} : { committedAt }),
    prune,
  };
}

interface Asking {
  readonly review: Review;
  readonly policy: IssuePolicy;
  /** Whether nobody here knows when the commit was made. */
  readonly asksCommit: boolean;
}

async function readTracker(source: TrackerSource, { review, policy, asksCommit }: Asking): Promise<Tracker> {
  if (source.kind === 'empty') return emptyTracker(review);
  if (source.kind === 'file') return readTrackerFile(source.file);
  const { github, state } = source.connected;
  const { readLiveTracker } = await import('./publish/issues/read-live-tracker.ts');
  const tracker = await readLiveTracker(github, {
    repository: issueRepository(source.repository, review.target.repository),
    author: source.author,
    policy,
    review,
    asksCommit,
    recordedAt: currentTime().toISOString(),
    numbersOf: state.numbersOf,
  });
  const { managed } = recogniseIssues(tracker, policy, review);
  const numbers = managed.map(({ issue }) => issue.number);
  if (tracker.complete) await state.keepNumbers(tracker.repository.id ?? 0, () => numbers);
  return tracker;
}

export interface TrackerFlags extends GithubChoices {
  readonly tracker?: string | undefined;
  readonly repository?: string | undefined;
}

/** A plan needs a policy. Throws `UserError` before anything is reviewed. */
export function checkFolder(path: string): void {
  if (!isRemote(path)) return;
  throw new UserError(`${path} is not a folder, so that the policy for its issues cannot be read.`, {
    hint: 'Clone the repository, and name the folder.',
  });
}

/** A plan needs a tracker too. Throws `UserError` where there is none. */
export async function trackerSource(flags: TrackerFlags): Promise<TrackerSource> {
  if (flags.tracker === 'empty') return { kind: 'empty' };
  if (flags.tracker !== undefined) return { kind: 'file', file: flags.tracker };
  if (givenToken() !== undefined) return liveTracker(flags);
  throw new UserError(
    'A plan is made against the issues that are there, and there is no token to ask GitHub for them.',
    {
      hint: 'Set GITHUB_TOKEN or GH_TOKEN; or pass --tracker empty for a repository without issues, or --tracker FILE.',
    },
  );
}

/** Throws `UserError` where there is no token. */
export async function liveTracker(flags: TrackerFlags): Promise<TrackerSource & { readonly kind: 'live' }> {
  const connected = await connectGithub(flags);
  return { kind: 'live', connected, repository: flags.repository, author: flags.author };
}

function contextOf({ waivers, attestations }: Config, { target }: Review, { repository: { url } }: Tracker) {
  const { repository, name } = target;
  // Only then are the paths of the review those of the repository, and not of a folder in it.
  const isWhole =
    url !== undefined && url.replace(/^https?:\/\//u, '') === repository && repository.endsWith(`/${name}`);
  return {
    waivers: waivers[0] ?? '.orrery/waivers.yaml',
    attestations: attestations[0] ?? '.orrery/attestations.yaml',
    ...(isWhole ? { repositoryUrl: url } : {}),
  };
}

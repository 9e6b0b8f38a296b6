import { loadConfig } from './config/load-config.ts';
import { isRemote } from './discover/clone-remote.ts';
import { commitTime } from './discover/commit-time.ts';
import { UserError } from './errors.ts';
import type { IssuePlanRequest } from './plan-issues.ts';
import { emptyTracker, readTrackerFile } from './read-tracker.ts';
import type { Config } from './types/config.ts';
import type { Review } from './types/review.ts';
import type { Tracker } from './types/tracker.ts';

export interface IssueChoices {
  /** Holds the policy. */
  readonly path: string;
  readonly config?: string | undefined;
  /** A file, or `empty`. */
  readonly tracker: string;
  readonly prune: boolean;
  /** Whether the review was made of the folder just now. */
  readonly isFresh: boolean;
}

/** What a plan is made from, as the folder and the tracker's file say it. Throws `UserError`. */
export async function prepareIssuePlan(review: Review, choices: IssueChoices): Promise<IssuePlanRequest> {
  const { path, config: file, prune } = choices;
  const config = await loadConfig({ root: path, ...(file === undefined ? {} : { file }) });
  const tracker = choices.tracker === 'empty' ? emptyTracker(review) : await readTrackerFile(choices.tracker);
  const { commit } = review.target;
  const committedAt = choices.isFresh && commit !== undefined ? await commitTime(path, commit) : undefined;
  return {
    review,
    tracker,
    policy: config.issues,
    context: contextOf(config, review, tracker),
    ...(committedAt === undefined ? {} : { committedAt }),
    prune,
  };
}

/** A plan needs a policy and a tracker. Throws `UserError` before anything is reviewed. */
export function checkIssueFlags(path: string, tracker: string | undefined): string {
  if (isRemote(path)) {
    throw new UserError(`${path} is not a folder, so that the policy for its issues cannot be read.`, {
      hint: 'Clone the repository, and name the folder.',
    });
  }
  if (tracker !== undefined) return tracker;
  throw new UserError('A plan is made against issues that are known: this version does not ask GitHub for them.', {
    hint: 'Pass --tracker empty for a repository without issues, or --tracker FILE; orrery schema tracker says what it holds.',
  });
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

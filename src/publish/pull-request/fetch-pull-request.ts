import type { Github, Repository, Shape } from '../github/github.ts';

export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly base: { readonly sha: string; readonly ref: string };
  readonly head: {
    readonly sha: string;
    /** `owner/name`; undefined where the repository that it came from was deleted. */
    readonly repository: string | undefined;
  };
}

export async function fetchPullRequest(
  github: Github,
  { repository, number }: { readonly repository: Repository; readonly number: number },
): Promise<PullRequest> {
  const parameters = { ...placeOf(repository), pull_number: number };
  return pullRequestOf(await github.read('GET /repos/{owner}/{repo}/pulls/{pull_number}', parameters, pullShape));
}

/** A branch, of this repository or of a fork. */
export interface Branch {
  readonly owner: string;
  readonly name: string;
}

/**
 * The open pull requests from a branch. To ask for those of a commit would not do: of a commit that only a fork has,
 * GitHub knows none.
 */
export async function pullRequestsFrom(
  github: Github,
  { repository, branch }: { readonly repository: Repository; readonly branch: Branch },
): Promise<readonly PullRequest[]> {
  const head = `${branch.owner}:${branch.name}`;
  const parameters = { ...placeOf(repository), head, state: 'open', per_page: 100 };
  const { items } = await github.readAll('GET /repos/{owner}/{repo}/pulls', parameters, pullsShape, (page) => page);
  return items.map(pullRequestOf);
}

/** Where the history of `head` left that of `base`. */
export async function mergeBaseOf(
  github: Github,
  { repository, base, head }: { readonly repository: Repository; readonly base: string; readonly head: string },
): Promise<string> {
  const parameters = { ...placeOf(repository), basehead: `${base}...${head}`, per_page: 1 };
  const { merge_base_commit } = await github.read(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    parameters,
    comparisonShape,
  );
  return merge_base_commit.sha;
}

interface Pull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly base: { readonly sha: string; readonly ref: string };
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null };
}

const sha = { type: 'string', pattern: '^[0-9a-f]{40}(?:[0-9a-f]{24})?$' };

const pullSchema = {
  type: 'object',
  required: ['number', 'state', 'base', 'head'],
  properties: {
    number: { type: 'integer' },
    state: { enum: ['open', 'closed'] },
    base: { type: 'object', required: ['sha', 'ref'], properties: { sha, ref: { type: 'string' } } },
    head: {
      type: 'object',
      required: ['sha', 'repo'],
      properties: {
        sha,
        repo: {
          anyOf: [
            { type: 'null' },
            { type: 'object', required: ['full_name'], properties: { full_name: { type: 'string' } } },
          ],
        },
      },
    },
  },
};

const pullShape: Shape<Pull> = { schema: pullSchema };
const pullsShape: Shape<readonly Pull[]> = { schema: { type: 'array', items: pullSchema } };
const comparisonShape: Shape<{ readonly merge_base_commit: { readonly sha: string } }> = {
  schema: {
    type: 'object',
    required: ['merge_base_commit'],
    properties: { merge_base_commit: { type: 'object', required: ['sha'], properties: { sha } } },
  },
};

function placeOf({ owner, name }: Repository): { readonly owner: string; readonly repo: string } {
  return { owner, repo: name };
}

function pullRequestOf({ number, state, base, head }: Pull): PullRequest {
  return {
    number,
    state,
    base: { sha: base.sha, ref: base.ref },
    head: { sha: head.sha, repository: head.repo?.full_name },
  };
}

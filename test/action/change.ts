import { addIssue } from '../github/world.ts';
import { ann } from '../publish/scenario.ts';
import type { RunRequest, Scene } from './scene.ts';

export type Files = { readonly [path: string]: string | undefined };

/** A pull request as it is at one time. */
export interface Change {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly head: string;
  /** What GitHub merges for trial; the same as the head where the two cannot be merged. */
  readonly merge: string;
  /** Where it comes from; null where that was deleted. */
  readonly from: string | null;
}

export interface Opening {
  readonly branch?: string;
  readonly from?: string | null;
  readonly files?: Files;
  /** A commit that is made already, in place of one of `files`. */
  readonly head?: string;
}

/** Opens a pull request from a branch of the newest `main`. */
export function openChange(scene: Scene, opening: Opening): Change {
  const { author, server, repository } = scene;
  const { branch = 'work', from = 'acme/shop', files } = opening;
  const base = author.git('rev-parse', 'main');
  const head = opening.head ?? commitOn(scene, branch, files);
  const pull = { base: { sha: base, ref: 'main' }, head: { sha: head, ref: branch, repository: from } };
  const { number } = addIssue(server.world, repository, { user: ann, title: 'A change', pull });
  return pushed(scene, { number, branch, base, head, from });
}

function commitOn({ author }: Scene, branch: string, files: Files = {}): string {
  author.git('checkout', '-q', '-B', branch, 'main');
  return author.commit(files);
}

/** Pushes another commit to it, which the author has made or makes of these files. */
export function pushChange(scene: Scene, change: Change, files: Files): Change {
  const { author, repository } = scene;
  author.git('checkout', '-q', change.branch);
  const head = author.commit(files);
  const issue = repository.issues.find(({ number }) => number === change.number);
  if (issue?.pull) issue.pull = { ...issue.pull, head: { ...issue.pull.head, sha: head } };
  return pushed(scene, { ...change, base: author.git('rev-parse', 'main'), head });
}

/** Commits to `main`, as others do meanwhile. */
export function pushMain({ author }: Scene, files: Files): string {
  author.git('checkout', '-q', 'main');
  const commit = author.commit(files);
  author.git('push', '-q', 'origin', 'main');
  return commit;
}

/** The refs that GitHub keeps of a pull request; the branch too, where it is one of this repository. */
function pushed({ author }: Scene, change: Omit<Change, 'merge'>): Change {
  const { number, branch, base, head, from } = change;
  const tree = author.git('merge-tree', '--write-tree', base, head);
  const merge = author.git('commit-tree', tree, '-p', base, '-p', head, '-m', `Merge ${head} into ${base}`);
  const refs = [`${head}:refs/pull/${number}/head`, `${merge}:refs/pull/${number}/merge`];
  const own = from === 'acme/shop' ? [`${head}:refs/heads/${branch}`] : [];
  author.git('push', '-q', '--force', 'origin', ...refs, ...own);
  return { ...change, merge };
}

/** What starts a workflow `on: pull_request`. */
export function pullRequestEvent({ number, base, head, merge, branch, from }: Change, name = 'pull_request') {
  const of = (fullName: string | null) => (fullName === null ? null : { full_name: fullName });
  const payload = {
    action: 'synchronize',
    number,
    pull_request: {
      number,
      base: { ref: 'main', sha: base, repo: of('acme/shop') },
      head: { ref: branch, sha: head, repo: of(from) },
    },
    repository: { full_name: 'acme/shop' },
  };
  return { name, payload, sha: merge };
}

/** Runs the action on it, by default in the checkout that `actions/checkout` makes unless told otherwise. */
export function runOn(scene: Scene, change: Change, request: Partial<RunRequest> = {}) {
  const workspace = request.workspace ?? scene.checkout(change.merge, 1);
  return scene.run({ event: pullRequestEvent(change), ...request, workspace });
}

import { safeGit } from '../lib/safe-git.ts';
import type { PathHistory } from '../types/markdown.ts';

const MAX_OUTPUT = 32 * 1024 * 1024;
/** What is older is old enough; walking further costs time in large repositories. */
const MAX_COMMITS = 20_000;

/**
 * When each path was last changed up to a commit, and by how many people. Paths that git does not tell of are left out:
 * there is no history, it is too long ago, or a shallow clone ends before it.
 */
export async function pathHistory(
  root: string,
  paths: readonly string[],
  commit = 'HEAD',
): Promise<ReadonlyMap<string, PathHistory>> {
  const options = ['log', `--max-count=${MAX_COMMITS}`, '--format=@ %ct <%ae> %P', '--name-only', '--no-renames'];
  const pathspecs = paths.map((path) => `:(literal)${path}`);
  const log = await safeGit(root, [...options, '--relative', commit, '--', ...pathspecs], MAX_OUTPUT);
  if (log === undefined) return new Map();
  const isShallow = (await safeGit(root, ['rev-parse', '--is-shallow-repository'], 1024))?.trim() !== 'false';
  return readLog(log, { wanted: new Set(paths), isShallow });
}

interface Reading {
  readonly wanted: ReadonlySet<string>;
  readonly isShallow: boolean;
}

/** The newest commit comes first. The oldest commits of a shallow clone seem to touch everything. */
function readLog(log: string, { wanted, isShallow }: Reading): ReadonlyMap<string, PathHistory> {
  const found = new Map<string, { readonly changedOn: string; readonly authors: Set<string> }>();
  let commit: { readonly day: string; readonly author: string } | undefined;
  for (const line of log.split('\n')) {
    const [, seconds, author = '', parents] = /^@ (\d{1,11}) <(.*)> ([0-9a-f ]*)$/.exec(line) ?? [];
    if (seconds !== undefined) {
      const day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
      commit = isShallow && parents === '' ? undefined : { day, author: author.toLowerCase() };
    } else if (commit && wanted.has(line)) {
      const known = found.get(line) ?? { changedOn: commit.day, authors: new Set() };
      known.authors.add(commit.author);
      found.set(line, known);
    }
  }
  return new Map([...found].map(([path, { changedOn, authors }]) => [path, { changedOn, authors: authors.size }]));
}

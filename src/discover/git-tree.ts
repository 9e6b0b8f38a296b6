import { safeGit, safeGitBytes } from '../lib/safe-git.ts';
import { isUsable, settingsOf, withoutFilters } from './git-settings.ts';

/** An entry of a commit's tree. */
export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule';
  /** Relative to the folder. */
  readonly path: string;
  readonly object: string;
}

/** An entry whose size in bytes is known. */
export interface SizedEntry extends TreeEntry {
  readonly size: number;
}

const MAX_OUTPUT = 256 * 1024 * 1024;
/** Of contents in one call to git. */
const MAX_BATCH = 64 * 1024 * 1024;

/** What a commit holds below a folder; undefined where git cannot tell. */
export async function listTree(root: string, commit: string): Promise<readonly TreeEntry[] | undefined> {
  const output = await safeGit(root, ['ls-tree', '-r', '-z', commit, '--', '.'], MAX_OUTPUT);
  return output?.split('\0').flatMap((line) => {
    const [, mode = '', object = '', path = ''] = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? [];
    return path === '' || isStrange(path) ? [] : [{ kind: kindOf(mode), path, object }];
  });
}

/** No tool writes such a path, but whoever writes git's objects by hand can. */
function isStrange(path: string): boolean {
  return path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.git' || part === '');
}

function kindOf(mode: string): TreeEntry['kind'] {
  if (mode === '120000') return 'link';
  return mode === '160000' ? 'submodule' : 'file';
}

/** The paths that a sparse checkout leaves out of the work tree. */
export async function sparsePaths(root: string): Promise<ReadonlySet<string>> {
  const output = await safeGit(root, ['ls-files', '-t', '-z'], MAX_OUTPUT);
  return new Set((output ?? '').split('\0').flatMap((line) => (line.startsWith('S ') ? [line.slice(2)] : [])));
}

/** The paths below a folder that are not as the commit has them, uncommitted changes included. */
export async function changedPaths(root: string, commit: string): Promise<ReadonlySet<string> | undefined> {
  const output = await diff(root, ['--name-only', '-z', '--relative', commit, '--', '.']);
  return output === undefined ? undefined : new Set(output.split('\0').filter((path) => path !== ''));
}

/** What the work tree changed of some files, as a patch without context. */
export function patchOf(root: string, commit: string, paths: readonly string[]): Promise<string | undefined> {
  const named = paths.map((path) => `:(literal)${path}`);
  return diff(root, ['--unified=0', '--relative', '--src-prefix=a/', '--dst-prefix=b/', commit, '--', ...named]);
}

async function diff(root: string, args: readonly string[]): Promise<string | undefined> {
  const filters = withoutFilters((await settingsOf(root)) ?? new Map());
  if (!isUsable(filters)) return undefined;
  const options = ['--no-renames', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=all'];
  return safeGit(root, [...filters, 'diff', ...options, ...args], MAX_OUTPUT);
}

/** The entries that git has, with their sizes. */
export async function withSizes(root: string, entries: readonly TreeEntry[]): Promise<readonly SizedEntry[]> {
  if (entries.length === 0) return [];
  const output = await safeGitBytes(root, ['cat-file', '--batch-check'], {
    input: entries.map(({ object }) => `${object}\n`).join(''),
    maxOutput: MAX_OUTPUT,
  });
  const sizes = new Map(
    [...(output?.toString('latin1') ?? '').matchAll(/^([0-9a-f]{40,64}) blob (\d+)$/gm)].map(
      ([, object = '', size]) => [object, Number(size)] as const,
    ),
  );
  return entries.flatMap((entry) => {
    const size = sizes.get(entry.object);
    return size === undefined ? [] : [{ ...entry, size }];
  });
}

/** The contents of objects by their names; what git does not have is left out. */
export async function readObjects(root: string, entries: readonly SizedEntry[]): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for (const batch of batchesOf(entries)) {
    const output = await safeGitBytes(root, ['cat-file', '--batch'], {
      input: batch.map(({ object }) => `${object}\n`).join(''),
      maxOutput: 2 * MAX_BATCH,
    });
    if (output) readBatch(output, contents);
  }
  return contents;
}

function batchesOf<Entry extends SizedEntry>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (bytes + entry.size > MAX_BATCH) {
      batches.push([]);
      bytes = 0;
    }
    bytes += entry.size;
    batches.at(-1)?.push(entry);
  }
  return batches;
}

/** Each object is a line with its name, type and size, its bytes, and a line feed. Source: git documentation, "git-cat-file", batch output. */
function readBatch(output: Buffer, contents: Map<string, Buffer>): void {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end === -1) return;
    const [, object, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    at = end + 1;
    if (object === undefined) continue; // A line that says that the object is missing.
    contents.set(object, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
}

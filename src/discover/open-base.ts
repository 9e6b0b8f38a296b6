import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Checkout } from '../types/checkout.ts';
import { folderAt } from './discover.ts';
import { findBase, type Since } from './find-base.ts';
import {
  changedPaths,
  listTree,
  readObjects,
  type SizedEntry,
  sparsePaths,
  type TreeEntry,
  withSizes,
} from './git-tree.ts';
import { LINKS, NO_FILES, sortFiles } from './measure-files.ts';
import { pathHistory } from './path-history.ts';

/** The commit that a work tree is compared with, read from git's objects. */
export interface Base {
  readonly commit: string;
  /** Writes the files that `select` picks into a temporary folder, and gives the folder. */
  layOut(select: (path: string) => boolean): Promise<string>;
  /** The paths that only one side has, and those that are not the same in both; undefined where git cannot tell. */
  changes(head: Checkout): Promise<ReadonlySet<string> | undefined>;
  /** The commit as a checkout; what is the same in `head` is taken from there. */
  checkout(head: Checkout, ignore: readonly string[]): Promise<Checkout>;
  /** Removes the temporary folder. */
  remove(): Promise<void>;
}

/** Larger files are read by nobody. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** Of changed files, which are held in memory. */
const MAX_CHANGED_BYTES = 256 * 1024 * 1024;

/** Finds the commit. Throws a `UserError` where there is none to compare with. */
export async function openBase(path: string, since: Since): Promise<Base> {
  const root = folderAt(path);
  const commit = await findBase(root, since);
  const entries = await listTree(root, commit);
  if (!entries)
    throw new UserError(`The files of ${commit} could not be listed.`, {
      hint: 'Fetch the commit again. A partial clone holds too little: leave filter and sparse-checkout of actions/checkout out.',
    });
  if (!entries) throw new UserError(`The files of ${commit} could not be listed.`, { hint: 'Fetch the commit again.' });
  // What the work tree does not show is no part of the base either: it did not go with the change.
  const sparse = await sparsePaths(root);
  const sound = withoutOverlaps(entries.filter((entry) => !sparse.has(entry.path)));
  const laidOut = layOuter(root, sound);
  const changed = changedPaths(root, commit);
  return {
    commit,
    layOut: laidOut.layOut,
    changes: async (head) => changesOf({ changed: await changed, entries: sound, head }),
    checkout: async (head, ignore) =>
      checkoutOf({ root, commit, changed: await changed, entries: sound, ignore, head, folder: laidOut.folder }),
    remove: laidOut.remove,
  };
}

/** Git tells what was changed of what it knows; the rest is new. */
function changesOf({
  changed,
  entries,
  head,
}: Pick<Setting, 'changed' | 'entries' | 'head'>): ReadonlySet<string> | undefined {
  const known = new Set(entries.map(({ path }) => path));
  return changed && new Set([...changed, ...head.files.flatMap(({ path }) => (known.has(path) ? [] : [path]))]);
}

/** No tool writes a tree that holds a link and something below it; laying that out would follow the link. */
function withoutOverlaps(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const links = new Set(entries.flatMap(({ kind, path }) => (kind === 'link' ? [path] : [])));
  const isBelowLink = (path: string): boolean => {
    const folder = dirname(path);
    return folder !== '.' && (links.has(folder) || isBelowLink(folder));
  };
  return entries.filter(({ path, kind }) => !isBelowLink(path) && (kind === 'link' || !links.has(path)));
}

interface Setting {
  readonly root: string;
  readonly commit: string;
  /** The paths that are not as the commit has them; undefined where git cannot tell. */
  readonly changed: ReadonlySet<string> | undefined;
  readonly entries: readonly TreeEntry[];
  readonly ignore: readonly string[];
  readonly head: Checkout;
  readonly folder: () => Promise<string>;
}

async function checkoutOf({ root, commit, changed, entries, ignore, head, folder }: Setting): Promise<Checkout> {
  const sizes = new Map(head.files.map(({ path, size }) => [path, size]));
  const isAlike = ({ path, kind }: TreeEntry): boolean =>
    changed !== undefined && !changed.has(path) && sizes.has(path) && kind === 'file';
  const unlike = entries.filter((entry) => entry.kind === 'file' && !isAlike(entry));
  const other = await withSizes(root, unlike);
  refuseHoles(commit, unlike, other);
  const others = new Map(other.map((entry) => [entry.path, entry]));
  const contents = await readObjects(root, worthReading(other));
  const same = new Set(entries.filter(isAlike).map(({ path }) => path));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const { files, skipped } = sortFiles({ paths: [...byPath.keys()], ignore }, (path) => {
    const kind = byPath.get(path)?.kind;
    if (kind !== 'file') return kind === 'link' ? LINKS : NO_FILES;
    return { path, size: sizes.get(same.has(path) ? path : '') ?? others.get(path)?.size ?? 0 };
  });
  return {
    name: head.name,
    ...(head.repository === undefined ? {} : { repository: head.repository }),
    commit,
    modified: false,
    files,
    skipped,
    read: (path, limit) =>
      same.has(path) ? head.read(path, limit) : contents.get(others.get(path)?.object ?? '')?.subarray(0, limit),
    folder,
    history: (paths) => pathHistory(root, paths, commit),
    like: { checkout: head, isSame: (path) => same.has(path) },
  };
}

/** What a picture shows, no reader looks at. */
const PICTURE = /\.(?:png|jpe?g|gif|svg|ico|webp|pdf|mp4|woff2?|zip|gz)$/i;

/** A file that is not here would look as if the change had made it. */
function refuseHoles(commit: string, wanted: readonly TreeEntry[], here: readonly TreeEntry[]): void {
  const known = new Set(here.map(({ path }) => path));
  const missing = wanted.filter(({ path }) => !known.has(path) && !PICTURE.test(path));
  const [first] = missing;
  if (first === undefined) return;
  const what = missing.length === 1 ? first.path : `${first.path} and ${missing.length - 1} more files`;
  throw new UserError(`What ${what} held in ${commit} is not here: this is a partial clone.`, {
    hint: 'Clone without a filter; in GitHub Actions leave filter out of actions/checkout.',
  });
}

function worthReading(entries: readonly SizedEntry[]): readonly SizedEntry[] {
  let bytes = 0;
  return entries.filter(({ size }) => {
    if (size > MAX_FILE_BYTES || bytes + size > MAX_CHANGED_BYTES) return false;
    bytes += size;
    return true;
  });
}

/** Files go to a temporary folder when somebody asks for them, each once. */
function layOuter(root: string, entries: readonly TreeEntry[]) {
  const done = new Set<string>();
  let folder: Promise<string> | undefined;
  const layOut = async (select: (path: string) => boolean): Promise<string> => {
    folder ??= makeFolder();
    const target = await folder;
    const chosen = entries.filter(({ path, kind }) => kind !== 'submodule' && !done.has(path) && select(path));
    const wanted = (await withSizes(root, chosen)).filter(({ size }) => size <= MAX_FILE_BYTES);
    const contents = await readObjects(root, wanted);
    for (const entry of wanted) {
      done.add(entry.path);
      const bytes = contents.get(entry.object);
      if (bytes) await write(join(target, entry.path), entry, bytes);
    }
    return target;
  };
  return {
    layOut,
    folder: () => layOut(() => true),
    remove: async () => {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

async function makeFolder(): Promise<string> {
  return mkdtemp(join(await realpath(tmpdir()), 'orrery-base-'));
}

/** A link is laid out as one: whoever follows links looks where they lead first, as in a work tree. */
async function write(path: string, { kind }: TreeEntry, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (kind === 'link') await symlink(bytes.toString('utf8'), path);
  else await writeFile(path, bytes);
}

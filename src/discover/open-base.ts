import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Checkout } from '../types/checkout.ts';
import { folderAt } from './discover.ts';
import { findBase, type Since } from './find-base.ts';
import { changedPaths, listTree, readObjects, type TreeEntry } from './git-tree.ts';
import { LINKS, NO_FILES, sortFiles } from './measure-files.ts';

/** The commit that a work tree is compared with, read from git's objects. */
export interface Base {
  readonly commit: string;
  /** Writes the files that `select` picks into a temporary folder, and gives the folder. */
  layOut(select: (path: string) => boolean): Promise<string>;
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
  const sound = withoutOverlaps(entries);
  const laidOut = layOuter(root, sound);
  return {
    commit,
    layOut: laidOut.layOut,
    checkout: (head, ignore) => checkoutOf({ root, commit, entries: sound, ignore, head, folder: laidOut.folder }),
    remove: laidOut.remove,
  };
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
  readonly entries: readonly TreeEntry[];
  readonly ignore: readonly string[];
  readonly head: Checkout;
  readonly folder: () => Promise<string>;
}

async function checkoutOf({ root, commit, entries, ignore, head, folder }: Setting): Promise<Checkout> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const changed = await changedPaths(root, commit);
  const inHead = new Set(head.files.map(({ path }) => path));
  const isSame = (path: string): boolean =>
    changed !== undefined && !changed.has(path) && inHead.has(path) && byPath.get(path)?.kind === 'file';
  const { files, skipped } = sortFiles({ paths: [...byPath.keys()], ignore }, (path) => entryOf(byPath.get(path)));
  const contents = await readObjects(
    root,
    worthReading(files.flatMap(({ path }) => (isSame(path) ? [] : (byPath.get(path) ?? [])))),
  );
  return {
    name: head.name,
    ...(head.repository === undefined ? {} : { repository: head.repository }),
    commit,
    modified: false,
    files,
    skipped,
    read: (path, limit) =>
      isSame(path) ? head.read(path, limit) : contents.get(byPath.get(path)?.object ?? '')?.subarray(0, limit),
    folder,
    like: { checkout: head, isSame },
  };
}

function entryOf(entry: TreeEntry | undefined): ReturnType<Parameters<typeof sortFiles>[1]> {
  if (!entry) return '';
  if (entry.kind === 'link') return LINKS;
  return entry.kind === 'submodule' ? NO_FILES : { path: entry.path, size: entry.size };
}

function worthReading(entries: readonly TreeEntry[]): readonly TreeEntry[] {
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
    const wanted = entries.filter(({ path, kind, size }) => {
      return kind !== 'submodule' && size <= MAX_FILE_BYTES && !done.has(path) && select(path);
    });
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

import { lstatSync, type Stats } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { matchesGlob } from '../lib/glob.ts';
import type { Checkout, FileEntry } from '../types/checkout.ts';

interface Listing {
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
}

interface Folder {
  readonly root: string;
  /** Whether a path's folder can be reached without a link, by folder. */
  readonly reached: Map<string, boolean>;
}

export const LINKS = 'links, which are not followed';
export const NO_FILES = 'submodules and other things that are not files';

type Measured = Pick<Checkout, 'files' | 'skipped'>;

/** Sorts the paths, takes their sizes, and leaves out links, submodules and what the configuration ignores. */
export function measureFiles(root: string, listing: Listing): Measured {
  const folder: Folder = { root, reached: new Map([['.', true]]) };
  return sortFiles(listing, (path) => measure(folder, path));
}

/** `entryOf` gives a file, or why it is left out; the empty text for what is worth no word. */
export function sortFiles({ paths, ignore }: Listing, entryOf: (path: string) => FileEntry | string): Measured {
  const files: FileEntry[] = [];
  const left = new Map<string, { files: number; example: string }>();
  for (const path of [...new Set(paths)].sort()) {
    const isIgnored = ignore.some((glob) => matchesGlob(glob, path));
    const entry = isIgnored ? 'left out by the configuration' : entryOf(path);
    if (typeof entry !== 'string') files.push(entry);
    else if (entry !== '') count(left, entry, path);
  }
  const skipped = [...left].map(([why, { files: number, example }]) => ({ why, files: number, example }));
  return { files, skipped };
}

/** The file, or why it is left out; nothing to say about a tracked file that is gone from the folder. */
function measure(folder: Folder, path: string): FileEntry | string {
  // An index that somebody wrote by hand can name anything, the repository's own folder and its parents included.
  if (path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.git')) return '';
  if (!isReached(folder, dirname(path))) return LINKS;
  const stats = statsOf(folder.root, path);
  if (stats === 'unreadable') return 'files that may not be read';
  if (!stats) return '';
  if (stats.isSymbolicLink()) return LINKS;
  if (!stats.isFile()) return NO_FILES;
  return { path, size: stats.size };
}

/** A tracked file may lie below a folder that is a link by now. */
function isReached({ root, reached }: Folder, folder: string): boolean {
  const known = reached.get(folder);
  if (known !== undefined) return known;
  const stats = statsOf(root, folder);
  const isLink = typeof stats === 'object' && stats.isSymbolicLink();
  const result = !isLink && isReached({ root, reached }, dirname(folder));
  reached.set(folder, result);
  return result;
}

function statsOf(root: string, path: string): Stats | 'unreadable' | undefined {
  try {
    return lstatSync(join(root, path.split('/').join(sep)), { throwIfNoEntry: false });
  } catch {
    // A folder on the way may not be entered, or the name is longer than the file system allows: it is counted.
    return 'unreadable';
  }
}

function count(left: Map<string, { files: number; example: string }>, why: string, path: string): void {
  const entry = left.get(why);
  if (entry) entry.files += 1;
  else left.set(why, { files: 1, example: path });
}

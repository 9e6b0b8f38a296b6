import { lstatSync, type Stats } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { matchesGlob } from '../lib/glob.ts';
import type { FileEntry } from '../types/checkout.ts';
import type { Skipped } from '../types/document.ts';

interface Listing {
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
}

interface Folder {
  readonly root: string;
  readonly ignore: readonly string[];
  /** Whether a path's folder can be reached without a link, by folder. */
  readonly reached: Map<string, boolean>;
}

const LINKS = 'links, which are not followed';

/** Sorts the paths, takes their sizes, and leaves out links, submodules and what the configuration ignores. */
export function measureFiles(
  root: string,
  listing: Listing,
): { readonly files: readonly FileEntry[]; readonly skipped: readonly Skipped[] } {
  const files: FileEntry[] = [];
  const left = new Map<string, { files: number; example: string }>();
  const folder: Folder = { root, ignore: listing.ignore, reached: new Map([['.', true]]) };
  for (const path of [...new Set(listing.paths)].sort()) {
    const entry = measure(folder, path);
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
  if (folder.ignore.some((glob) => matchesGlob(glob, path))) return 'left out by the configuration';
  if (!isReached(folder, dirname(path))) return LINKS;
  const stats = statsOf(folder.root, path);
  if (stats === 'unreadable') return 'files that may not be read';
  if (!stats) return '';
  if (stats.isSymbolicLink()) return LINKS;
  if (!stats.isFile()) return 'submodules and other things that are not files';
  return { path, size: stats.size };
}

/** A tracked file may lie below a folder that is a link by now. */
function isReached({ root, ignore, reached }: Folder, folder: string): boolean {
  const known = reached.get(folder);
  if (known !== undefined) return known;
  const stats = statsOf(root, folder);
  const isLink = typeof stats === 'object' && stats.isSymbolicLink();
  const result = !isLink && isReached({ root, ignore, reached }, dirname(folder));
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

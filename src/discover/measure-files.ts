import { lstatSync } from 'node:fs';
import { join, sep } from 'node:path';
import { matchesGlob } from '../lib/glob.ts';
import type { FileEntry } from '../types/checkout.ts';
import type { Skipped } from '../types/document.ts';

interface Listing {
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
}

/** Sorts the paths, takes their sizes, and leaves out links, submodules and what the configuration ignores. */
export function measureFiles(
  root: string,
  listing: Listing,
): { readonly files: readonly FileEntry[]; readonly skipped: readonly Skipped[] } {
  const files: FileEntry[] = [];
  const left = new Map<string, { files: number; example: string }>();
  for (const path of [...new Set(listing.paths)].sort()) {
    const entry = measure(root, path, listing.ignore);
    if (typeof entry !== 'string') files.push(entry);
    else if (entry !== '') count(left, entry, path);
  }
  const skipped = [...left].map(([why, { files: number, example }]) => ({ why, files: number, example }));
  return { files, skipped };
}

/** The file, or why it is left out; nothing to say about a tracked file that is gone from the folder. */
function measure(root: string, path: string, ignore: readonly string[]): FileEntry | string {
  if (ignore.some((glob) => matchesGlob(glob, path))) return 'left out by the configuration';
  const stats = lstatSync(join(root, path.split('/').join(sep)), { throwIfNoEntry: false });
  if (!stats) return '';
  if (stats.isSymbolicLink()) return 'links, which are not followed';
  if (!stats.isFile()) return 'submodules and other things that are not files';
  return { path, size: stats.size };
}

function count(left: Map<string, { files: number; example: string }>, why: string, path: string): void {
  const entry = left.get(why);
  if (entry) entry.files += 1;
  else left.set(why, { files: 1, example: path });
}

import type { Checkout } from '../types/checkout.ts';
import type { LineRange } from '../types/comparison.ts';
import { patchOf } from './git-tree.ts';

/** For a command line that git is called with. */
const MAX_FILES = 2000;

/** The lines of some files that the work tree added or changed since a commit, by file. */
export async function changedLines(
  head: Checkout,
  commit: string,
  files: readonly string[],
): Promise<{ readonly [file: string]: readonly LineRange[] }> {
  if (files.length === 0) return {};
  const patch = await patchOf(await head.folder(), commit, files.slice(0, MAX_FILES));
  return Object.fromEntries(linesOf(patch ?? ''));
}

/** Only names are read from the patch's head lines, and only those that were asked for can stand there. */
function linesOf(patch: string): ReadonlyMap<string, readonly LineRange[]> {
  const found = new Map<string, LineRange[]>();
  let ranges: LineRange[] = [];
  let left = 0;
  for (const line of patch.split('\n')) {
    if (left > 0 && /^[-+\\]/.test(line)) {
      if (!line.startsWith('\\')) left -= 1;
      continue;
    }
    left = 0;
    const file = /^\+\+\+ "?b\/(.+?)"?\t?$/.exec(line)?.[1];
    if (file !== undefined) {
      ranges = [];
      found.set(file, ranges);
    }
    const [, removed = '1', first, added = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined) continue;
    left = Number(removed) + Number(added);
    if (Number(added) > 0) ranges.push([Number(first), Number(first) + Number(added) - 1]);
  }
  return found;
}

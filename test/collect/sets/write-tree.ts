import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ReadTree, readTree } from '../../../src/collect/read-tree.ts';
import { checkoutAt } from '../../checkout-at.ts';

/** Writes files to a folder that lasts for the running test, and reads it as a checkout. The first line break of a text is left out. */
export function writeTree(files: { readonly [path: string]: string }): ReadTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'orrery-test-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const entries = Object.entries(files).map(([path, text]) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replace(/^\n/, ''));
    return { path, size: text.length };
  });
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return readTree(checkoutAt(root, { name: 'shop', files: entries }));
}

/** `file:line text`, with `?` behind a line that is not exact. */
export function shown(tree: ReadTree, place: { file: string; line: number; exact: boolean }): string {
  const text = tree.read(place.file)?.split('\n')[place.line - 1]?.trim();
  return `${place.file}:${place.line}${place.exact ? '' : '?'} ${text}`;
}

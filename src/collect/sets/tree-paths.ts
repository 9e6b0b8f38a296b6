import { realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { SourceTree } from '../source-tree.ts';

/** A path that a file in `folder` names, relative to the root (`.` for the root); undefined when it leaves the tree. */
export function resolveIn(folder: string, reference: string): string | undefined {
  if (reference.startsWith('/') || reference.includes('\\') || reference.includes('\0')) return undefined;
  const path = posix.normalize(posix.join(folder, reference)).replace(/\/+$/, '');
  if (path === '..' || path.startsWith('../')) return undefined;
  return path === '' ? '.' : path;
}

export function isBelow(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** A path as seen from a folder above it. */
export function relativeTo(folder: string, path: string): string {
  return folder !== '.' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

export function filesBelow(tree: SourceTree, folder: string): readonly string[] {
  return tree.files.filter((file) => isBelow(folder, file));
}

/** Where a path leads on the disk once its links are followed. */
export async function leadsTo(root: string, path: string): Promise<'file' | 'folder' | 'outside' | 'nowhere'> {
  const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path)).catch(() => undefined)]);
  if (real === undefined) return 'nowhere';
  if (real !== realRoot && !real.startsWith(`${realRoot}/`)) return 'outside';
  return (await stat(real)).isDirectory() ? 'folder' : 'file';
}

const TEST_FOLDERS = new Set(['test', 'tests', 'testdata', 'e2e', 'fixtures', '__tests__', 'testing']);

export function isTestPath(path: string): boolean {
  return path.split('/').some((segment) => TEST_FOLDERS.has(segment));
}

import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../errors.ts';
import { leadsOut } from '../lib/leads-out.ts';

const MEBIBYTE = 1024 * 1024;

export interface FileToRead {
  /** The folder that links must not lead out of. */
  readonly root: string;
  /** Relative to the root. */
  readonly file: string;
  /** How large it may be; 1 unless it says otherwise. */
  readonly mebibytes?: number;
}

/** The text of a file in the tree; undefined where there is none. Links out of the tree and large files are refused. */
export async function readFileIn(
  { root, file, mebibytes = 1 }: FileToRead,
  links: 'inside' | 'anywhere' = 'inside',
): Promise<string | undefined> {
  const path = await realPathOf(join(root, file));
  if (path === undefined) return undefined;
  const inside = relative(await realpath(root), path);
  const place = { file, line: 1 };
  if (links === 'inside' && leadsOut(inside)) {
    throw new UserError('This is a link out of the repository, which is not followed.', { place });
  }
  const { size, isFile } = await describe(path);
  if (!isFile) throw new UserError('This is not a file.', { place });
  if (size > mebibytes * MEBIBYTE) throw new UserError(`This file is larger than ${mebibytes} MiB.`, { place });
  return readFile(path, 'utf8');
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

async function describe(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const stats = await stat(path);
  return { size: stats.size, isFile: stats.isFile() };
}

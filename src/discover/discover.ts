import { realpathSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { readInside } from '../lib/read-inside.ts';
import type { Checkout } from '../types/checkout.ts';
import { gitFiles, gitOrigin } from './git-checkout.ts';
import { measureFiles } from './measure-files.ts';
import { pathHistory } from './path-history.ts';
import { walkFiles } from './walk-files.ts';

/**
 * Finds the files of a folder: what git tracks or would track, or, outside a work tree, what `.gitignore` files leave.
 * Links are never followed. Throws a `UserError` for a path that is not a readable folder.
 */
export async function discover(path: string, ignore: readonly string[]): Promise<Checkout> {
  const root = folderAt(path);
  const origin = await gitOrigin(root);
  const listed = origin ? await gitFiles(root) : undefined;
  const walked = listed ? { paths: listed, skipped: [], unread: [] } : walkFiles(root);
  const { files, skipped } = measureFiles(root, { paths: walked.paths, ignore });
  return {
    name: basename(root),
    ...origin,
    files,
    skipped: [...walked.skipped, ...skipped],
    unread: walked.unread,
    read: (path, limit) => readInside(root, path, limit),
    folder: () => Promise.resolve(root),
    ...(origin ? { history: (paths) => pathHistory(root, paths) } : {}),
  };
}

export function folderAt(path: string): string {
  const root = resolve(path);
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(root);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UserError(`There is no folder ${path}.`, { hint: 'Name the folder of a checkout, or run in it.' });
    }
    throw new UserError(`The folder ${path} cannot be read (${code ?? 'unknown reason'}).`, {
      hint: 'Check its permissions.',
    });
  }
  if (!stats.isDirectory()) {
    throw new UserError(`${path} is a file; a review needs a folder.`, {
      hint: 'Name the folder that the file lies in.',
    });
  }
  return realpathSync(root);
}

import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { leadsOut } from '../lib/leads-out.ts';
import { writeRefusal } from './write-refusal.ts';

/**
 * Writes a file below a folder so that a reader never sees half of it, and never through a link that leads out: the
 * folder may be somebody else's repository. Throws `UserError` where it may not.
 */
export async function writeInside(root: string, file: string, text: string): Promise<void> {
  const path = resolve(root, file);
  const home = await realpath(root);
  await refuseOutside(home, await nearestReal(path), file);
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = (await realPathOf(path)) ?? join(await realpath(dirname(path)), basename(path));
    await replace(target, text);
  } catch (error) {
    throw writeRefusal(file, error);
  }
}

async function refuseOutside(home: string, path: string, file: string): Promise<void> {
  const inside = relative(home, path);
  if (!leadsOut(inside)) return;
  throw new UserError(`Cannot write ${file}: a link on its path leads out of the folder.`, {
    hint: 'Put a real folder or file in place of the link.',
  });
}

/** Where a path really leads, as far as it exists. */
async function nearestReal(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const real = await realPathOf(at);
    if (real !== undefined) return real;
  }
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw error;
  }
}

/** Whatever lies where the half-written file goes is taken away first, so that a link there is not written through. */
async function replace(target: string, text: string): Promise<void> {
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  await writeFile(partial, text, { flag: 'wx' });
  try {
    await rename(partial, target);
  } catch (error) {
    await rm(partial);
    throw error;
  }
}

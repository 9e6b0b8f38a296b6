import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you have no right to read it',
};

/** The text of a file that the user names. Throws a `UserError` with the hint where it cannot be read. */
export async function readGivenFile(file: string, hint: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UserError(`Cannot read ${file}: ${reasons[String(error.code)] ?? error.message}.`, { hint });
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeRefusal } from './write-refusal.ts';

/** Writes a file that is not there yet; makes the folder. Throws `UserError` where it is, or may not be written. */
export async function writeNewFile(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw writeRefusal(file, error);
  }
}

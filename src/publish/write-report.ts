import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeRefusal } from './write-refusal.ts';

/** Writes a report so that a reader never sees half of it; makes the folder. Throws `UserError` where it may not. */
export async function writeReport(file: string, text: string): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, text);
  } catch (error) {
    throw writeRefusal(file, error);
  }
  try {
    await rename(partial, file);
  } catch (error) {
    await rm(partial);
    throw writeRefusal(file, error);
  }
}

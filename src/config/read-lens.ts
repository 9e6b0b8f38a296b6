import { basename, dirname, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { lensSchema } from './lens-schema.ts';
import { parseSettings } from './parse-settings.ts';
import { readFileIn } from './read-file.ts';
import { problemsOf } from './validate-settings.ts';

const MEBIBYTES = 4;

/** A custom lens of the AWS Well-Architected Tool: texts of somebody else, bounded in number and length. */
export interface Lens {
  readonly name: string;
  readonly pillars: readonly {
    readonly id: string;
    readonly name: string;
    readonly questions: readonly LensQuestion[];
  }[];
}

export interface LensQuestion {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
}

/** The lens that a file holds. JSON is read as the YAML that it is too, so that problems have lines. Throws a `UserError`. */
export async function readLens(file: string): Promise<Lens> {
  const path = resolve(file);
  const text = await readFileIn({ root: dirname(path), file: basename(path), mebibytes: MEBIBYTES }, 'anywhere');
  if (text === undefined) {
    throw new UserError(`There is no file ${file}.`, {
      hint: 'Export the lens as JSON from the AWS Well-Architected Tool.',
    });
  }
  const settings = parseSettings(file, text.replace(/^\uFEFF/, ''));
  const problems = await problemsOf(settings, lensSchema);
  if (problems.length > 0) throw new UserError(problems.slice(0, 20));
  return settings.data as Lens;
}

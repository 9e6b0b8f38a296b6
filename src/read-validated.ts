import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './errors.ts';
import { packageRoot } from './lib/package-root.ts';
import { readGivenFile } from './lib/read-given-file.ts';
import { plainText } from './lib/sanitize.ts';

const mostProblems = 5;

export interface ValidatedFile {
  readonly file: string;
  /** The schema's name, without its ending. */
  readonly schema: string;
  /** What the file is, in a word with its article. */
  readonly what: string;
  readonly hint: string;
  /** Looks at it before the schema does. */
  readonly first?: (data: unknown) => void;
}

/** What a JSON file that the user names holds, once it fits its schema. Throws `UserError`. */
export async function readValidated({ file, schema: name, what, hint, first }: ValidatedFile): Promise<unknown> {
  const data = parse(await readGivenFile(file, hint), { file, what, hint });
  first?.(data);
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema: unknown = JSON.parse(await readFile(join(packageRoot(), 'schemas', `${name}.schema.json`), 'utf8'));
  const check = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema as object); // Our own file.
  if (check(data)) return data;
  throw new UserError(
    (check.errors ?? []).slice(0, mostProblems).map(({ instancePath, message = 'is wrong' }) => ({
      message: `${file} is not a valid ${what.replace(/^an? /u, '')}: ${plainText(instancePath) || '/'} ${message}.`,
      hint,
    })),
  );
}

function parse(text: string, { file, what, hint }: Pick<ValidatedFile, 'file' | 'what' | 'hint'>): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${file} is not ${what}: it is not JSON.`, { hint });
  }
}

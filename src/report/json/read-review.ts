import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { UserError } from '../../errors.ts';
import { packageRoot } from '../../lib/package-root.ts';
import type { Review } from '../../types/review.ts';

/** The major version of review files that this version writes and reads. */
const major = 1;
const mostProblems = 5;

/** A review file's text as a review. Members that a later minor version added are kept. Throws `UserError`. */
export async function readReview(text: string, file: string): Promise<Review> {
  const data = parse(text, file);
  checkVersion(data, file);
  const errors = await validate(data);
  if (errors.length === 0) return data as Review; // Validated by the schema just now.
  throw new UserError(
    errors.slice(0, mostProblems).map((error) => ({
      message: `${file} is not a valid review: ${error.instancePath || '/'} ${error.message ?? 'is wrong'}.`,
      hint: 'Write it with: orrery scan --report json=FILE',
    })),
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${file} is not a review: it is not JSON.`, {
      hint: 'Write one with: orrery scan --report json=FILE',
    });
  }
}

function checkVersion(data: unknown, file: string): void {
  const version = typeof data === 'object' && data !== null && 'schemaVersion' in data ? data.schemaVersion : undefined;
  if (typeof version !== 'string' || !/^\d{1,9}\./u.test(version)) {
    throw new UserError(`${file} is not a review: it has no schemaVersion.`, {
      hint: 'Write one with: orrery scan --report json=FILE',
    });
  }
  if (Number.parseInt(version, 10) === major) return;
  throw new UserError(`${file} has review schema ${version}; this version of Orrery reads ${major}.x.`, {
    hint: 'Use the version of Orrery that wrote it, or scan again.',
  });
}

async function validate(data: unknown): Promise<readonly ErrorObject[]> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema: unknown = JSON.parse(await readFile(join(packageRoot(), 'schemas', 'review.schema.json'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const check = ajv.compile(schema as object); // Our own file, held by a test.
  if (check(data)) return [];
  return (check.errors ?? []).filter((error) => error.keyword !== 'additionalProperties');
}

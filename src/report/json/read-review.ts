import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { UserError } from '../../errors.ts';
import { isObject, type JsonObject, stringOf } from '../../lib/json.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { plainText } from '../../lib/sanitize.ts';
import type { Review } from '../../types/review.ts';
import { migrateReview, migrations } from './migrate-review.ts';
import { tolerantSchema } from './tolerant-schema.ts';

const mostProblems = 5;
const hint = 'Write one with: orrery scan --report json=FILE';

/**
 * A review file's text as a review: of this major version, or of the one before it, brought up to date. Members that a
 * later minor version added are kept, and nothing reads them. Throws `UserError`.
 */
export async function readReview(text: string, file: string): Promise<Review> {
  const document = upToDate(parse(text, file), file);
  const errors = await validate(document);
  if (errors.length === 0) return document as unknown as Review; // Validated by the schema just now.
  throw new UserError(
    errors.slice(0, mostProblems).map((error) => ({
      message: `${file} is not a valid review: ${plainText(error.instancePath) || '/'} ${error.message ?? 'is wrong'}.`,
      hint,
    })),
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${file} is not a review: it is not JSON.`, { hint });
  }
}

function upToDate(data: unknown, file: string): JsonObject {
  const version = isObject(data) ? stringOf(data['schemaVersion']) : undefined;
  const major = /^(\d{1,9})\.\d+\.\d+$/u.exec(version ?? '')?.[1];
  if (!isObject(data) || version === undefined || major === undefined) {
    throw new UserError(`${file} is not a review: it has no schemaVersion.`, { hint });
  }
  const document = migrateReview(data, Number(major));
  if (document) return document;
  const newer = Number(major) > migrations.current;
  throw new UserError(`${file} has review schema ${version}; this version of Orrery reads ${migrations.current}.x.`, {
    hint: newer ? 'Install a newer version of Orrery, or scan again with this one.' : 'Scan again.',
  });
}

async function validate(document: JsonObject): Promise<readonly ErrorObject[]> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema: unknown = JSON.parse(await readFile(join(packageRoot(), 'schemas', 'review.schema.json'), 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const check = ajv.compile(tolerantSchema(schema) as object); // Our own file, held by a test.
  return check(document) ? [] : (check.errors ?? []);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './errors.ts';
import { packageRoot } from './lib/package-root.ts';
import { readGivenFile } from './lib/read-given-file.ts';
import { plainText } from './lib/sanitize.ts';
import type { Review } from './types/review.ts';
import type { Tracker } from './types/tracker.ts';

const mostProblems = 5;
const hint = 'What a tracker file holds: orrery schema tracker. Without one: --tracker empty';

/** A repository without issues, as one looks before the first run. */
export function emptyTracker({ target, generatedAt }: Review): Tracker {
  return {
    schemaVersion: '1.0.0',
    recordedAt: generatedAt,
    repository: { name: target.name, archived: false, issuesEnabled: true },
    viewer: null,
    complete: true,
    milestones: [],
    issues: [],
  };
}

/** The tracker that a file holds. Throws `UserError`. */
export async function readTrackerFile(file: string): Promise<Tracker> {
  const data = parse(await readGivenFile(file, hint), file);
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema: unknown = JSON.parse(await readFile(join(packageRoot(), 'schemas', 'tracker.schema.json'), 'utf8'));
  const check = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(schema as object); // Our own file.
  if (!check(data)) {
    throw new UserError(
      (check.errors ?? []).slice(0, mostProblems).map(({ instancePath, message = 'is wrong' }) => ({
        message: `${file} is not a valid tracker: ${plainText(instancePath) || '/'} ${message}.`,
        hint,
      })),
    );
  }
  const tracker = data as Tracker; // Validated by the schema just now.
  if (tracker.viewer === null && tracker.issues.length > 0) {
    throw new UserError(`${file} does not say who looked, so that nobody can tell whose issues these are.`, {
      hint: 'Name the account that files issues as viewer.',
    });
  }
  return tracker;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${file} is not a tracker: it is not JSON.`, { hint });
  }
}

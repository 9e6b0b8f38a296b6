import { UserError } from './errors.ts';
import { readValidated } from './read-validated.ts';
import type { Review } from './types/review.ts';
import type { Tracker } from './types/tracker.ts';

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
  const tracker = (await readValidated({ file, schema: 'tracker', what: 'a tracker', hint })) as Tracker; // Validated by the schema just now.
  if (tracker.viewer === null && tracker.issues.length > 0) {
    throw new UserError(`${file} does not say who looked, so that nobody can tell whose issues these are.`, {
      hint: 'Name the account that files issues as viewer.',
    });
  }
  return tracker;
}

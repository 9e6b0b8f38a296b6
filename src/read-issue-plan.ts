import { UserError } from './errors.ts';
import { dig, stringOf } from './lib/json.ts';
import { planVersion } from './plan-issues.ts';
import { readValidated } from './read-validated.ts';
import type { IssuePlan } from './types/issue-plan.ts';

const hint = 'Write one with: orrery issues plan --out plan.json';
const dayMilliseconds = 86_400_000;

/** The plan that a file holds. Throws `UserError`, also where the plan is one that must not be applied. */
export async function readIssuePlan(file: string): Promise<IssuePlan> {
  const first = (data: unknown) => refuseNewer(data, file);
  const plan = (await readValidated({ file, schema: 'issue-plan', what: 'a plan', hint, first })) as IssuePlan; // Validated by the schema just now.
  refuseUnusable(plan);
  return plan;
}

/** What may be looked at, and not be done. Throws `UserError`. */
export function refuseUnusable({ review, repository }: IssuePlan): void {
  if (review.uncommitted) {
    throw new UserError('The plan was made from changes that are not committed, which nobody else can look at.', {
      hint: 'Commit them, or plan from a clean checkout.',
    });
  }
  if (repository.id === undefined) {
    throw new UserError(
      'The plan was made without looking at the issues of a repository, so that it cannot be applied.',
      {
        hint: 'Plan against the issues that are there: orrery issues plan --repository OWNER/NAME --out plan.json',
      },
    );
  }
}

/** A sentence on a plan that was made long ago; what has changed since shows issue by issue. */
export function ageWarning({ review }: IssuePlan, now: number): string | undefined {
  const days = Math.floor((now - Date.parse(review.generatedAt)) / dayMilliseconds);
  if (!(days >= 1)) return undefined;
  return `The review is ${days === 1 ? 'a day' : `${days} days`} old. Issues that changed since the plan are left alone.`;
}

function refuseNewer(data: unknown, file: string): void {
  const given = numbersOf(stringOf(dig(data, 'schemaVersion')));
  const known = numbersOf(planVersion);
  if (!given || !known) return;
  if (given.major === known.major && given.minor <= known.minor) return;
  throw new UserError(`${file} is a plan of version ${given.major}.${given.minor}, which this version cannot apply.`, {
    hint: 'Use the version of Orrery that made it, or plan again.',
  });
}

function numbersOf(version: string | undefined) {
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})\./u.exec(version ?? '') ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

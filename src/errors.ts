import type { Place } from './types/place.ts';

export interface Problem {
  readonly message: string;
  readonly hint?: string;
  readonly place?: Pick<Place, 'file' | 'line'>;
}

/** What the user can fix: one or more problems, reported together. Commands print them and exit with 2. */
export class UserError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[] | string, details: Omit<Problem, 'message'> = {}) {
    const list = typeof problems === 'string' ? [{ message: problems, ...details }] : [problems].flat();
    super(list.map((problem) => describe(problem)).join('\n'));
    this.name = 'UserError';
    this.problems = list;
  }
}

function describe(problem: Problem): string {
  const where = problem.place ? `${problem.place.file}:${problem.place.line}: ` : '';
  return `${where}${problem.message}`;
}

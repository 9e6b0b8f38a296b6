import { UserError } from '../../errors.ts';

/** Why a request to GitHub came to nothing. Only after `unknown-outcome` may something have been changed. */
export type GithubProblem =
  | { readonly kind: 'forbidden'; readonly status: number; readonly sentence: string }
  /** `hopeless` where one would have to wait longer than we do; `until` in milliseconds since 1970. */
  | { readonly kind: 'limited'; readonly hopeless: boolean; readonly until?: number; readonly sentence: string }
  | { readonly kind: 'gone'; readonly sentence: string }
  | { readonly kind: 'invalid'; readonly sentence: string }
  | { readonly kind: 'unknown-outcome'; readonly creating: boolean; readonly sentence: string }
  | { readonly kind: 'unavailable'; readonly sentence: string };

export class GithubError extends UserError {
  readonly problem: GithubProblem;

  constructor(problem: GithubProblem) {
    super(problem.sentence, { hint: hints[problem.kind] });
    this.name = 'GithubError';
    this.problem = problem;
  }
}

const hints: { readonly [kind in GithubProblem['kind']]: string } = {
  forbidden:
    'Check that the token is valid and has the permission; a pull request from a fork gets one that only reads.',
  limited: 'Run again later.',
  gone: 'Check the name of the repository and the number, and that the token may see it.',
  invalid: 'Check the names and numbers that were given.',
  'unknown-outcome': 'Run again: the next run looks first, and changes only what is missing.',
  unavailable: 'Check the address of the API and the network, and run again.',
};

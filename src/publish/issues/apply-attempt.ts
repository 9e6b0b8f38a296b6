import type { ActionOutcome, StoppedRun } from '../../types/issue-report.ts';
import type { GithubError } from '../github/github-error.ts';
import type { IssueHome } from './open-home.ts';

/** What came of one action. */
export interface Attempt {
  readonly outcome: ActionOutcome;
  /** A clause. */
  readonly detail?: string;
  readonly number?: number;
  readonly url?: string;
  /** Whether GitHub gave no answer that says anything. */
  readonly isUnanswered?: boolean;
  /** Why nothing more is to be tried. */
  readonly stop?: StoppedRun;
}

/**
 * What an error means for an action. A limit, a token that is not accepted and a right that is missing end the run: the
 * next request would fare no better, and GitHub asks not to go on.
 */
export function attemptOf({ problem }: GithubError, { github }: IssueHome): Attempt {
  const { sentence } = problem;
  switch (problem.kind) {
    case 'limited': {
      const until = problem.until ?? github.pace().blockedUntil;
      return { outcome: 'left', stop: { because: sentence, again: new Date(until).toISOString() } };
    }
    case 'forbidden':
      return { outcome: 'failed', detail: clause(sentence), stop: { because: sentence } };
    case 'unknown-outcome':
      return { outcome: 'unknown', detail: clause(sentence), isUnanswered: true };
    case 'gone':
    case 'invalid':
      return { outcome: 'failed', detail: clause(sentence) };
    case 'unavailable':
      return { outcome: 'failed', detail: clause(sentence), isUnanswered: true };
  }
}

function clause(sentence: string): string {
  return sentence.replace(/\.$/u, '');
}

import type { IssueAction } from '../../types/issue-plan.ts';
import type { StoppedRun } from '../../types/issue-report.ts';
import { GithubError } from '../github/github-error.ts';
import { attemptOf } from './apply-attempt.ts';
import type { IssueHome } from './open-home.ts';

const color = '5b6fb5';

export interface LabelsOutcome {
  /** A full sentence. */
  readonly warning?: string;
  readonly stop?: StoppedRun;
}

/** Makes the labels that a plan sets and the repository lacks. An issue is found without its label too. */
export async function ensureLabels(home: IssueHome, actions: readonly IssueAction[]): Promise<LabelsOutcome> {
  const wanted = new Map(actions.flatMap(labelsSet).map((label) => [label.toLowerCase(), label]));
  if (wanted.size === 0) return {};
  if (home.canLabel === false) return { warning: 'The token may set no labels; the issues get none.' };
  try {
    const { items } = await home.store.labels();
    for (const label of items) wanted.delete(label.toLowerCase());
    for (const name of wanted.values()) await createOne(home, name);
    return {};
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const { stop } = attemptOf(error, home);
    const { problem } = error;
    // Whoever may not make labels may still write issues.
    const isFutile = problem.kind === 'forbidden' && problem.status !== 401;
    if (stop && !isFutile) return { stop };
    return { warning: `Not every label could be made: ${problem.sentence}` };
  }
}

/** Another run may have made it meanwhile, and the answer may have been lost: it is used by its name. */
async function createOne({ store }: IssueHome, name: string): Promise<void> {
  try {
    await store.createLabel({ name, color });
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    if (error.problem.kind !== 'invalid' && error.problem.kind !== 'unknown-outcome') throw error;
  }
}

function labelsSet(action: IssueAction): readonly string[] {
  if (action.kind === 'create') return action.labels;
  return action.kind === 'update' || action.kind === 'reopen' ? action.labelsAdded : [];
}

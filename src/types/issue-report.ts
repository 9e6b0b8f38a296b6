import type { IssueAction } from './issue-plan.ts';

/** What came of a plan. */
export interface IssueReport {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly repository: { readonly id: number; readonly name: string };
  /** One for each action that changes something, in the order of the plan. */
  readonly results: readonly ActionResult[];
  /** Full sentences. */
  readonly warnings: readonly string[];
  /** Why the run ended before the plan did. */
  readonly stopped?: StoppedRun;
}

export interface StoppedRun {
  /** A full sentence. */
  readonly because: string;
  /** When the next run may go on, where GitHub or the budget says so. */
  readonly again?: string;
}

/**
 * `already`: it was as planned. `skipped`: it cannot be done, and need not. `conflict`: somebody changed the issue since
 * the plan was made. `failed`: GitHub refused it. `unknown`: GitHub did not say whether it was done. `left`: not tried.
 */
export type ActionOutcome = 'done' | 'already' | 'skipped' | 'conflict' | 'failed' | 'unknown' | 'left';

export interface ActionResult {
  readonly kind: Exclude<IssueAction['kind'], 'mute' | 'none'>;
  readonly key: string;
  readonly title: string;
  readonly outcome: ActionOutcome;
  /** Of the issue, once there is one. */
  readonly number?: number;
  readonly url?: string;
  /** What there is to say beside the outcome, as a clause. */
  readonly detail?: string;
}

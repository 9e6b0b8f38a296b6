import type { Connected } from './connect-github.ts';
import { runningTime } from './lib/clock.ts';
import { toolVersion } from './lib/tool-version.ts';
import { ageWarning } from './read-issue-plan.ts';
import type { IssuePlan } from './types/issue-plan.ts';
import type { IssueReport } from './types/issue-report.ts';

export interface ApplyChoices {
  readonly author?: string | undefined;
  readonly onProgress?: (step: string) => void;
}

/** Does what a plan says, and remembers which issues are ours for the next run. Throws `UserError`. */
export async function applyPlan(
  { github, state }: Connected,
  plan: IssuePlan,
  { author, onProgress }: ApplyChoices,
): Promise<IssueReport> {
  const { applyIssuePlan } = await import('./publish/issues/apply-issue-plan.ts');
  const now = runningTime();
  const report = await applyIssuePlan(github, plan, {
    author,
    now,
    tool: { name: 'orrery', version: toolVersion() },
    ...(onProgress ? { onProgress } : {}),
  });
  const created = report.results.flatMap(({ kind, number }) =>
    kind === 'create' && number !== undefined ? number : [],
  );
  if (created.length > 0) await state.keepNumbers(report.repository.id, (kept) => [...kept, ...created]);
  const age = ageWarning(plan, now);
  const own = [...(age === undefined ? [] : [age]), ...(state.warning === undefined ? [] : [state.warning])];
  return { ...report, warnings: [...own, ...report.warnings] };
}

/** Whether all of a plan is done, or need not be. */
export function isWhole({ results, stopped }: IssueReport): boolean {
  return (
    !stopped && results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'unknown' && outcome !== 'left')
  );
}

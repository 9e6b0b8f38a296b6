import type { PastDeployment } from '../../types/repository-settings.ts';
import type { FactValue } from '../../types/subject.ts';

const WEEK = 7 * 24 * 3600;
/** Fewer say nothing of a habit. */
const FEWEST = 3;

/**
 * How often production is deployed to, how long a commit takes to get there, and how failures end. Newest first.
 * A deployment of a commit that an earlier one had already replaced is a rollback.
 */
export function deploymentFacts(deployments: readonly PastDeployment[]): {
  readonly [fact: string]: FactValue | undefined;
} {
  const done = deployments.filter(({ succeeded }) => succeeded);
  const lastRollback = done.find((deployment, index) => isRollback(deployment, done.slice(index + 1)))?.at;
  const rollback = lastRollback === undefined ? {} : { lastRollback };
  if (done.length < FEWEST) return rollback;
  const newest = secondsOf(done[0]?.at);
  const oldest = secondsOf(done.at(-1)?.at);
  const span = Math.max(newest - oldest, 1);
  const leads = done.flatMap(({ at, committedAt }) =>
    committedAt === undefined ? [] : secondsOf(at) - secondsOf(committedAt),
  );
  const failed = deployments.length - done.length;
  const recovery = recoveries(deployments);
  return {
    ...rollback,
    deploysPerWeek: round(((done.length - 1) * WEEK) / span),
    failedPercent: round((failed * 100) / deployments.length),
    ...(leads.length > 0 && { leadTimeSeconds: Math.max(0, median(leads)) }),
    ...(recovery.length > 0 && { recoverySeconds: median(recovery) }),
  };
}

function isRollback({ sha }: PastDeployment, earlier: readonly PastDeployment[]): boolean {
  return earlier[0]?.sha !== sha && earlier.some((one) => one.sha === sha);
}

/** From each failure to the next success. */
function recoveries(deployments: readonly PastDeployment[]): readonly number[] {
  const oldestFirst = deployments.toReversed();
  return oldestFirst.flatMap((deployment, index) => {
    const isFirstFailure = !deployment.succeeded && (oldestFirst[index - 1]?.succeeded ?? true);
    const next = isFirstFailure ? oldestFirst.slice(index + 1).find(({ succeeded }) => succeeded) : undefined;
    return next ? [secondsOf(next.at) - secondsOf(deployment.at)] : [];
  });
}

function secondsOf(date: string | undefined): number {
  return Math.floor(Date.parse(date ?? '') / 1000);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

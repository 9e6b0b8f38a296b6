import { type EnvironmentPatterns, environmentOf } from '../environment-of.ts';
import type { Act, Job, Opaque, Pipeline } from './pipeline.ts';

/** How far a pipeline deploys: to production, to somewhere that nothing names, or only before production. */
export type Target = 'production' | 'unnamed' | 'other';

/** A deploying job with what runs before and behind its first deployment. */
export interface Deploying {
  readonly job: Job;
  readonly act: Act;
  readonly environment: string | undefined;
}

export interface Deployment {
  readonly target: Target;
  /** Every job that deploys. */
  readonly all: readonly Deploying[];
  /** Those that deploy the furthest: what they do is what production gets. */
  readonly main: readonly Deploying[];
  readonly before: Doings;
  readonly behind: Doings;
}

interface Doings {
  readonly acts: readonly Act[];
  readonly opaque: readonly Opaque[];
}

const DEPLOYING = new Set(['deploy', 'remote-shell']);

/** What a pipeline deploys; undefined where it deploys nothing, or only into a cluster that it made for a test. */
export function deploymentOf(pipeline: Pipeline, patterns: EnvironmentPatterns): Deployment | undefined {
  if (!pipeline.triggers.afterChange) return undefined;
  const all = pipeline.jobs.flatMap((job): readonly Deploying[] => {
    const act = deployActOf(job);
    return act ? [{ job, act, environment: environmentFor(pipeline, job, patterns) }] : [];
  });
  if (all.length === 0) return undefined;
  const target = targetOf(all);
  const main = all.filter((one) => targetOf([one]) === target);
  return { target, all, main, before: doingsBefore(pipeline, main), behind: doingsBehind(pipeline, main) };
}

export function deployActOf(job: Job): Act | undefined {
  if (job.acts.some(({ deed }) => deed === 'test-cluster')) return undefined;
  return job.acts.find(({ deed, onFailure }) => DEPLOYING.has(deed) && !onFailure);
}

/** As the job says it, else as its name or its file's name does. */
function environmentFor(pipeline: Pipeline, job: Job, patterns: EnvironmentPatterns): string | undefined {
  if (job.environment !== undefined && job.environment !== '')
    return environmentOf([job.environment], patterns) ?? job.environment;
  return [job.id, pipeline.name].map((name) => environmentOf([name], patterns)).find(isPlace);
}

/** Jobs that are called `test` or `ci` say what they do, not where. */
function isPlace(environment: string | undefined): boolean {
  return environment !== undefined && environment !== 'test';
}

function targetOf(jobs: readonly Deploying[]): Target {
  if (jobs.some(({ environment }) => environment === 'production')) return 'production';
  return jobs.some(({ environment }) => environment === undefined) ? 'unnamed' : 'other';
}

function doingsBefore(pipeline: Pipeline, main: readonly Deploying[]): Doings {
  const byId = new Map(pipeline.jobs.map((job) => [job.id, job]));
  const earlier = new Set(main.flatMap(({ job }) => [...ancestorsOf(job, byId)]));
  const own = main.flatMap(({ job, act }) => job.acts.slice(0, job.acts.indexOf(act)));
  const jobs = pipeline.jobs.filter(({ id }) => earlier.has(id));
  return {
    acts: [...jobs.flatMap(({ acts }) => acts), ...own],
    opaque: [...jobs.flatMap(({ opaque }) => opaque), ...main.flatMap((one) => opaqueBeside(one, 'before'))],
  };
}

function ancestorsOf(job: Job, byId: ReadonlyMap<string, Job>): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...job.needs];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...(byId.get(id)?.needs ?? []));
  }
  return found;
}

/** The rest of the deploying jobs, and the jobs that wait for them. */
function doingsBehind(pipeline: Pipeline, main: readonly Deploying[]): Doings {
  const byId = new Map(pipeline.jobs.map((job) => [job.id, job]));
  const ids = new Set(main.map(({ job }) => job.id));
  const later = pipeline.jobs.filter((job) => [...ancestorsOf(job, byId)].some((id) => ids.has(id)));
  const own = main.flatMap(({ job, act }) => job.acts.slice(job.acts.indexOf(act)));
  return {
    acts: [...own, ...later.flatMap(({ acts }) => acts)],
    opaque: [...main.flatMap((one) => opaqueBeside(one, 'behind')), ...later.flatMap(({ opaque }) => opaque)],
  };
}

/** Steps of the deploying job itself that hide what they do; in one file, lines tell which come first. */
function opaqueBeside({ job, act }: Deploying, side: 'before' | 'behind'): readonly Opaque[] {
  return job.opaque.filter(({ place, anywhere }) => {
    const order = place.line - act.place.line || place.column - act.place.column;
    if (anywhere || place.file !== act.place.file || order === 0) return true;
    return order < 0 === (side === 'before');
  });
}

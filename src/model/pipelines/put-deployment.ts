import type { FactValue } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { unknown } from '../unknown.ts';
import { at } from './at.ts';
import type { Deployment } from './deployment-of.ts';
import { hiddenBy } from './hidden.ts';
import { isTest } from './is-test.ts';
import type { Deed, Pipeline } from './pipeline.ts';

/** How a pipeline deploys: what comes before, what follows, and who is kept out meanwhile. */
export function putDeployment(pipeline: Pipeline, deployment: Deployment, sheet: FactSheet): void {
  const { all, main, target } = deployment;
  const place = at(main[0]?.act);
  const job = at(main[0]?.job);
  const environments = all.flatMap(({ environment }) => environment ?? []);
  sheet.put('target', target, job);
  sheet.put('environments', [...new Set(environments)].sort(), job);
  const byShell = main.find(({ act }) => act.deed === 'remote-shell');
  sheet.put('overShell', byShell !== undefined, at(byShell?.act) ?? place);
  sheet.put('testedFirst', testedFirst(pipeline, deployment), place);
  sheet.put('verifies', follows(deployment, ['verify', 'journey-test', 'load-test', 'integration-test']), place);
  sheet.put('waits', waits(deployment), place);
  sheet.put('rollback', rollback(deployment), place);
  putStart(pipeline, deployment, sheet);
  putCredentials(deployment, sheet);
  putBuild(deployment, sheet);
}

/**
 * Tests of its own that it does not wait for prove that it does not; tests of another pipeline may have run before the
 * merge, so that having none proves nothing.
 */
function testedFirst({ jobs }: Pipeline, { before, behind }: Deployment): FactValue {
  if (before.acts.some(isTest)) return true;
  const beside = jobs
    .filter((job) => !job.acts.some(({ deed }) => deed === 'test-cluster'))
    .flatMap(({ acts }) => acts);
  const isBeside = beside.some((act) => isTest(act) && !behind.acts.includes(act));
  if (!isBeside) return unknown('elsewhere', 'the tests may have run in another pipeline');
  return hiddenBy(before.opaque) ?? false;
}

function follows({ behind }: Deployment, deeds: readonly Deed[]): FactValue {
  const isDone = behind.acts.some(({ deed, ignored, onFailure }) => deeds.includes(deed) && !ignored && !onFailure);
  return isDone || (hiddenBy(behind.opaque) ?? false);
}

/** A deployment that undoes itself has to wait first. */
function waits(deployment: Deployment): FactValue {
  return deployment.behind.acts.some(({ undoes }) => undoes) || follows(deployment, ['wait', 'verify', 'journey-test']);
}

function rollback({ behind, before }: Deployment): FactValue {
  const acts = [...before.acts, ...behind.acts];
  const isAutomatic = behind.acts.some(({ deed, undoes, onFailure }) => undoes || (deed === 'rollback' && onFailure));
  if (isAutomatic) return 'automatic';
  if (acts.some(({ deed }) => deed === 'rollback')) return 'manual';
  return hiddenBy(behind.opaque) ?? 'none';
}

function putStart({ triggers }: Pipeline, { main }: Deployment, sheet: FactSheet): void {
  const [first] = main;
  if (!first) return;
  const place = at(first.job);
  const isManual = triggers.onlyManual || main.every(({ job }) => job.manual);
  const guarded = main.every(({ job }) => job.environment !== undefined);
  const byRules = unknown(
    'needs-token',
    'whether its environment asks for an approval stands in the settings on GitHub',
  );
  sheet.put('gated', isManual || (guarded ? byRules : false), place);
  sheet.put(
    'serialized',
    main.every(({ job }) => job.exclusive.group),
    place,
  );
  sheet.put(
    'interruptible',
    main.some(({ job }) => job.exclusive.cancels),
    place,
  );
  const timeouts = main.map(({ job }) => job.timeoutMinutes);
  const longest = timeouts.every((minutes) => minutes !== undefined) ? Math.max(...timeouts) : undefined;
  sheet.put('timeoutMinutes', longest, place);
}

function putCredentials({ main }: Deployment, sheet: FactSheet): void {
  const acts = main.flatMap(({ job }) => job.acts);
  const fixed = acts.find(({ deed }) => deed === 'static-credentials');
  const proven = acts.find(({ deed }) => deed === 'workload-identity');
  const seen = fixed ?? proven;
  if (seen) sheet.put('credentials', fixed ? 'static' : 'identity', at(seen));
}

/** Images built anew for each environment are not the ones that were tried. */
function putBuild({ all, before, behind }: Deployment, sheet: FactSheet): void {
  const acts = [...before.acts, ...behind.acts];
  const build = acts.find(({ deed }) => deed === 'build-image');
  if (!build) return;
  const building = all.filter(({ job }) => job.acts.some(({ deed }) => deed === 'build-image'));
  const places = new Set(building.map(({ environment }) => environment));
  sheet.put('rebuilds', places.size > 1 && !places.has(undefined), at(building.at(-1)?.job) ?? at(build));
}

import type { Facts, FactValue, Subject, Variant } from '../../types/subject.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import { isUnknown, unknown } from '../unknown.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

/** How new versions of the service get to its users, as its pipelines and workloads together say. */
export function putDelivery(sheet: FactSheet, { own, home }: ServiceContext): void {
  const workloads = variantsOf(ofKind(own, 'workload'));
  if (workloads.length === 0) return;
  const pipelines = variantsOf(ofKind(own, 'pipeline'));
  const deploying = pipelines.filter(({ facts }) => facts['deploys'] === true && facts['target'] !== 'other');
  const [first] = deploying;
  sheet.put('delivery', {}, home);
  const nowhere = unknown('elsewhere', 'what deploys the service may stand in another repository or system');
  sheet.put('delivery.automated', first ? true : nowhere, seenAt(first, 'deploys') ?? home);
  putRollback(sheet, { pipelines, deploying, workloads, home });
  putEnvironments(sheet, { own, deploying, home });
  const waves = pipelines.find(({ facts }) => typeof facts['waves'] === 'number' && facts['waves'] > 1);
  const order = unknown(
    'needs-attestation',
    'the order of instances, zones and regions is not written where it was read',
  );
  sheet.put('delivery.waves', waves ? true : order, seenAt(waves, 'waves') ?? home);
}

function variantsOf(subjects: readonly Subject[]): readonly Variant[] {
  return subjects.flatMap(({ variants }) => variants);
}

function seenAt(variant: Variant | undefined, fact: string): Locatable | undefined {
  return variant && { locate: () => variant.locate(fact) };
}

interface Parts {
  readonly pipelines: readonly Variant[];
  readonly deploying: readonly Variant[];
  readonly workloads: readonly Variant[];
  readonly home: Locatable;
}

/** By a pipeline that undoes what failed, or by a rollout that stops and turns back by its own analysis. */
function putRollback(sheet: FactSheet, { pipelines, deploying, workloads, home }: Parts): void {
  const analysed = workloads.find(({ facts }) => rolloutOf(facts)?.['analysed'] === true);
  const automatic = deploying.find(({ facts }) => facts['rollback'] === 'automatic');
  const open = deploying.map(({ facts }) => facts['rollback']).find(isUnknown);
  const nowhere = unknown('elsewhere', 'what deploys the service may stand in another repository or system');
  const [first] = deploying;
  const otherwise: FactValue = first ? (open ?? false) : nowhere;
  const place = seenAt(automatic, 'rollback') ?? seenAt(analysed, 'rollout.analysed') ?? seenAt(first, 'rollback');
  sheet.put('delivery.autoRollback', automatic || analysed ? true : otherwise, place ?? home);
  const command = pipelines.find(({ facts }) => facts['rollsBack'] === true);
  const written = unknown('needs-attestation', 'no pipeline rolls back; a runbook may say how');
  sheet.put('delivery.rollbackCommand', command ? true : written, seenAt(command, 'rollsBack') ?? home);
}

function rolloutOf(facts: Facts): Facts | undefined {
  const rollout = facts['rollout'];
  return typeof rollout === 'object' && rollout !== null && !Array.isArray(rollout) ? (rollout as Facts) : undefined;
}

interface Environments {
  readonly own: readonly Subject[];
  readonly deploying: readonly Variant[];
  readonly home: Locatable;
}

/** One that production is named beside shows that a version is tried first; production alone may have its others elsewhere. */
function putEnvironments(sheet: FactSheet, { own, deploying, home }: Environments): void {
  const variants = variantsOf(own.filter(({ kind }) => kind === 'workload' || kind === 'pipeline'));
  const names = variants.flatMap(({ environment, facts }) => {
    const targets = Array.isArray(facts['environments']) ? facts['environments'] : [];
    return [environment, ...targets].filter((name) => typeof name === 'string');
  });
  const environments = [...new Set(names)].sort();
  sheet.put('delivery.environments', environments, home);
  if (!environments.includes('production')) return;
  const toProduction = deploying.find(({ facts }) => facts['target'] === 'production');
  const isStaged = environments.length > 1;
  const elsewhere = unknown('elsewhere', 'other environments may be described in another repository');
  sheet.put('delivery.staged', isStaged || (toProduction ? false : elsewhere), seenAt(toProduction, 'target') ?? home);
}

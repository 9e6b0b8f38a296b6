import type { ServiceConfig } from '../../types/config.ts';
import type { Unread } from '../../types/document.ts';
import type { Facts, FactValue, Subject, Variant } from '../../types/subject.ts';
import type { Unknown } from '../../types/unknown.ts';
import type { FactSheet, Locatable } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { isUnknown, unknown } from '../unknown.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

/** How new versions of the service get to its users, as its pipelines and workloads together say. */
export function putDelivery(sheet: FactSheet, { own, home, service, collection }: ServiceContext): void {
  const workloads = variantsOf(ofKind(own, 'workload'));
  if (workloads.length === 0) return;
  const pipelines = variantsOf(ofKind(own, 'pipeline'));
  const deploying = pipelines.filter(({ facts }) => facts['deploys'] === true && facts['target'] !== 'other');
  const [first] = deploying;
  sheet.put('delivery', {}, home);
  const absent = absenceOf(service, collection.unread);
  sheet.put('delivery.automated', first ? true : absent, seenAt(first, 'deploys') ?? home);
  putRollback(sheet, { pipelines, deploying, workloads, absent, home });
  putEnvironments(sheet, { own, deploying, home });
}

/** Kinds of object that deploy. */
const AGENTS = ['Pipeline', 'Application', 'ApplicationSet', 'HelmRelease', 'Kustomization'];

/** A file of a pipeline system that nobody read tells more than that pipelines may be kept elsewhere. */
function absenceOf(service: ServiceConfig, unread: readonly Unread[]): boolean | Unknown {
  const absent = presenceElsewhere({ service, source: 'pipelines', kinds: AGENTS, unread });
  const hiding = unread.find(({ mentions }) => mentions?.includes('Pipeline'));
  if (absent === true || hiding === undefined) return absent;
  return unknown('unread', `what deploys it may stand in what was not read: ${hiding.detail}`);
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
  /** Whether what deploys the service is known to be nowhere; true where it is known to be elsewhere. */
  readonly absent: boolean | Unknown;
  readonly home: Locatable;
}

/** By a pipeline that undoes what failed, or by a rollout that stops and turns back by its own analysis. */
function putRollback(sheet: FactSheet, { pipelines, deploying, workloads, absent, home }: Parts): void {
  const analysed = workloads.find(({ facts }) => rolloutOf(facts)?.['analysed'] === true);
  const automatic = deploying.find(({ facts }) => facts['rollback'] === 'automatic');
  const open = deploying.map(({ facts }) => facts['rollback']).find(isUnknown);
  const elsewhere = absent === true ? unknown('elsewhere', 'what deploys the service is kept elsewhere') : absent;
  const [first] = deploying;
  const place = seenAt(automatic, 'rollback') ?? seenAt(analysed, 'rollout.analysed') ?? seenAt(first, 'rollback');
  const otherwise: FactValue = first ? (open ?? false) : elsewhere;
  sheet.put('delivery.autoRollback', automatic || analysed ? true : otherwise, place ?? home);
  const command = pipelines.find(({ facts }) => facts['rollsBack'] === true);
  const told = unknown('elsewhere', 'the command may stand in a runbook, or belong to the platform');
  sheet.put('delivery.rollbackCommand', command ? true : told, seenAt(command, 'rollsBack') ?? home);
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

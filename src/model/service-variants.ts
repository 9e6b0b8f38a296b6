import type { ServiceConfig } from '../types/config.ts';
import type { Collection } from '../types/document.ts';
import type { Place } from '../types/place.ts';
import type { Subject } from '../types/subject.ts';
import { findReaches } from './dependencies/find-reaches.ts';
import { isContract } from './dependencies/is-contract.ts';
import { FactSheet, type Locatable } from './fact-sheet.ts';
import { fileOwner } from './group-variants.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { removedSince } from './kubernetes/removed-apis.ts';
import { putAlerts } from './service-facts/put-alerts.ts';
import { putContract } from './service-facts/put-contract.ts';
import { putDashboards } from './service-facts/put-dashboards.ts';
import { putDeclaration } from './service-facts/put-declaration.ts';
import { putDelivery } from './service-facts/put-delivery.ts';
import { putDependencies } from './service-facts/put-dependencies.ts';
import { putDocuments } from './service-facts/put-documents.ts';
import { putDrills } from './service-facts/put-drills.ts';
import { putHoldings } from './service-facts/put-holdings.ts';
import { putMigrations } from './service-facts/put-migrations.ts';
import { putObjectives } from './service-facts/put-objectives.ts';
import { putRecovery } from './service-facts/put-recovery.ts';
import { putRemoved } from './service-facts/put-removed.ts';
import { putStores } from './service-facts/put-stores.ts';
import { putWorkloads } from './service-facts/put-workloads.ts';
import type { PutServiceFacts } from './service-facts/service-context.ts';

interface Known {
  readonly services: readonly ServiceConfig[];
  /** Subjects of other kinds, already grouped. */
  readonly subjects: readonly Subject[];
  readonly objects: readonly KubeObject[];
  /** The service that an object belongs to. */
  readonly serviceOf: (object: KubeObject) => string;
  readonly collection: Collection;
}

const TOPICS: readonly PutServiceFacts[] = [
  putDeclaration,
  putWorkloads,
  putStores,
  putRemoved,
  putRecovery,
  putDrills,
  putHoldings,
  putAlerts,
  putDashboards,
  putDocuments,
  putObjectives,
  putDependencies,
  putContract,
  putDelivery,
  putMigrations,
];

/** Each service as a subject of its own: who owns it, what it runs, and what it is operated with. */
export function serviceSubjects({ services, subjects, objects, serviceOf, collection }: Known): readonly Subject[] {
  const byService = Map.groupBy(subjects, ({ service }) => service);
  const removed = Map.groupBy(
    objects.filter((object) => removedSince(object) !== undefined),
    serviceOf,
  );
  const ownerOf = fileOwner(services);
  const contracts = Map.groupBy(collection.documents.filter(isContract), ({ file }) => ownerOf(file));
  const reaches = Map.groupBy(findReaches(objects, serviceOf), ({ from }) => from);
  return services.map((service) => {
    const home = homeOf(service);
    const sheet = new FactSheet(home);
    const own = byService.get(service.name) ?? [];
    const context = {
      service,
      home,
      own,
      subjects,
      removed: removed.get(service.name) ?? [],
      reaches: reaches.get(service.name) ?? [],
      contracts: contracts.get(service.name) ?? [],
      collection,
    };
    for (const put of TOPICS) put(sheet, context);
    const coordinates = { platform: 'orrery', kind: 'Service', name: service.name } as const;
    const variant = { set: 'service', coordinates, facts: sheet.facts, locate: (path: string) => sheet.locate(path) };
    return { kind: 'service', id: service.name, service: service.name, variants: [variant] };
  });
}

function homeOf(service: ServiceConfig): Locatable {
  const nowhere: Place = { file: '.', line: 1, column: 1, exact: false, via: 'source' };
  return { locate: () => service.place ?? nowhere };
}

import type { ServiceConfig } from '../types/config.ts';
import type { Place } from '../types/place.ts';
import type { Subject } from '../types/subject.ts';
import { findReaches } from './dependencies/find-reaches.ts';
import { isContract } from './dependencies/is-contract.ts';
import { FactSheet, type Locatable } from './fact-sheet.ts';
import { fileOwner } from './group-variants.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { removedSince } from './kubernetes/removed-apis.ts';
import type { ModelContext } from './model-context.ts';
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
import type { PutServiceFacts, ServiceContext } from './service-facts/service-context.ts';

interface Known extends ModelContext {
  /** Subjects of other kinds, already grouped. */
  readonly subjects: readonly Subject[];
  /** The service that an object belongs to. */
  readonly serviceOf: (object: KubeObject) => string;
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
export function serviceSubjects(known: Known): readonly Subject[] {
  const contextOf = serviceContexts(known);
  return known.settings.services.map((service) => {
    const home = homeOf(service);
    const sheet = new FactSheet(home);
    const context = contextOf(service, home);
    for (const put of TOPICS) put(sheet, context);
    const coordinates = { platform: 'orrery', kind: 'Service', name: service.name } as const;
    const variant = {
      ...{ set: 'service', coordinates, facts: sheet.facts, doubtful: sheet.doubtful },
      locate: (path: string) => sheet.locate(path),
    };
    return { kind: 'service', id: service.name, service: service.name, variants: [variant] };
  });
}

/** What is shared out among the services is gone through once for all of them. */
function serviceContexts({ settings, subjects, objects, serviceOf, collection }: Known) {
  const ownerOf = fileOwner(settings.services);
  const own = Map.groupBy(subjects, ({ service }) => service);
  const gone = objects.filter((object) => removedSince(object) !== undefined);
  const removed = Map.groupBy(gone, serviceOf);
  const contracts = Map.groupBy(collection.documents.filter(isContract), ({ file }) => ownerOf(file));
  const reaches = Map.groupBy(findReaches(objects, serviceOf), ({ from }) => from);
  return (service: ServiceConfig, home: Locatable): ServiceContext => ({
    ...{ service, home, subjects, collection },
    own: own.get(service.name) ?? [],
    removed: removed.get(service.name) ?? [],
    reaches: reaches.get(service.name) ?? [],
    contracts: contracts.get(service.name) ?? [],
  });
}

function homeOf(service: ServiceConfig): Locatable {
  const nowhere: Place = { file: '.', line: 1, column: 1, exact: false, via: 'source' };
  return { locate: () => service.place ?? nowhere };
}

import type { ServiceConfig } from '../types/config.ts';
import type { Place } from '../types/place.ts';
import type { Subject, Variant } from '../types/subject.ts';
import { FactSheet, type Locatable } from './fact-sheet.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { removedSince } from './kubernetes/removed-apis.ts';

const MOST_NAMED = 10;

interface Known {
  readonly services: readonly ServiceConfig[];
  /** Subjects of other kinds, already grouped. */
  readonly subjects: readonly Subject[];
  readonly objects: readonly KubeObject[];
  /** The service that an object belongs to. */
  readonly serviceOf: (object: KubeObject) => string;
}

/** Each service as a subject of its own: who owns it, and what it runs. */
export function serviceSubjects({ services, subjects, objects, serviceOf }: Known): readonly Subject[] {
  const byService = Map.groupBy(subjects, ({ service }) => service);
  const removed = Map.groupBy(
    objects.filter((object) => removedSince(object) !== undefined),
    serviceOf,
  );
  return services.map((service) => {
    const own = byService.get(service.name) ?? [];
    const home = homeOf(service);
    const sheet = new FactSheet(home);
    const workloads = own.filter(({ kind }) => kind === 'workload');
    putDeclaration(service, sheet);
    sheet.put('workloads', workloads.length);
    sheet.put('serves', workloads.some(isExposed), exposedPlace(workloads) ?? home);
    putStores(sheet, own);
    putRemoved(sheet, removed.get(service.name) ?? []);
    const coordinates = { platform: 'orrery', kind: 'Service', name: service.name } as const;
    const variant = { set: 'service', coordinates, facts: sheet.facts, locate: (path: string) => sheet.locate(path) };
    return { kind: 'service', id: service.name, service: service.name, variants: [variant] };
  });
}

function homeOf(service: ServiceConfig): Locatable {
  const nowhere: Place = { file: '.', line: 1, column: 1, exact: false, via: 'source' };
  return { locate: () => service.place ?? nowhere };
}

function putDeclaration(service: ServiceConfig, sheet: FactSheet): void {
  sheet.put('name', service.name);
  sheet.put('type', service.type);
  sheet.put('tier', service.tier);
  sheet.put('owner', service.owner);
  sheet.put('declaredIn', service.declaredIn);
  if (service.owner === undefined) return;
  // Backstage writes `user:default/jane`; elsewhere a person is an address or a single handle.
  const isPerson =
    /^user:/.test(service.owner) || /^@[\w-]+$/.test(service.owner) || /^[^@\s]+@[^@\s]+$/.test(service.owner);
  sheet.put('ownedByTeam', !isPerson);
}

function isExposed(subject: Subject): boolean {
  return subject.variants.some(({ facts }) => facts['exposed'] === true);
}

function exposedPlace(workloads: readonly Subject[]): Locatable | undefined {
  const variant = workloads.find(isExposed)?.variants.find(({ facts }) => facts['exposed'] === true);
  return variant && { locate: () => variant.locate('exposed') };
}

/** What only caches keep can be lost. */
const CACHES = new Set(['redis', 'memcached']);

/** The data stores that the service runs itself, whether as a workload or by an operator; caches left out. */
function putStores(sheet: FactSheet, subjects: readonly Subject[]): void {
  const stores = subjects.flatMap(storeOf);
  const [first] = stores;
  const place = first ? { locate: () => first.variant.locate(first.fact) } : undefined;
  sheet.put('stores', [...new Set(stores.map(({ engine }) => engine))].sort(), place);
  const exposedToLoss = stores.filter(({ variant }) => isWithoutBackup(variant));
  const [worst] = exposedToLoss;
  const at = worst ? { locate: () => worst.variant.locate('backup.declared') } : place;
  sheet.put('storesWithoutBackup', [...new Set(exposedToLoss.map(({ id }) => id))].sort(), at);
}

interface Store {
  readonly id: string;
  readonly engine: string;
  readonly fact: string;
  readonly variant: Variant;
}

function storeOf(subject: Subject): readonly Store[] {
  const fact = subject.kind === 'datastore' ? 'engine' : subject.kind === 'workload' ? 'stores' : undefined;
  if (fact === undefined) return [];
  return subject.variants.slice(0, 1).flatMap((variant) => {
    const engine = variant.facts[fact];
    if (typeof engine !== 'string' || CACHES.has(engine) || variant.facts['class'] === 'cache') return [];
    return [{ id: subject.id, engine, fact, variant }];
  });
}

function isWithoutBackup({ facts }: Variant): boolean {
  const backup = facts['backup'];
  return (
    facts['class'] === 'database' &&
    typeof backup === 'object' &&
    backup !== null &&
    'declared' in backup &&
    backup.declared === false
  );
}

function putRemoved(sheet: FactSheet, removed: readonly KubeObject[]): void {
  const names = removed.map(
    (object) =>
      `${object.apiVersion} ${object.kind} ${object.name}, not served since Kubernetes ${removedSince(object)}`,
  );
  const [first] = removed;
  if (first) sheet.put('removedApis', [...new Set(names)].sort().slice(0, MOST_NAMED), first, '/apiVersion');
  else sheet.put('removedApis', []);
}

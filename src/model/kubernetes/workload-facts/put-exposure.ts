import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { type Backend, ROUTE_KINDS, routeBackends } from '../routes.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Context } from './context.ts';

/** Who sends traffic to the workload. Knative routes to its services by itself. */
export function putExposure(context: Context): void {
  const { workload, inventory, relations, sheet } = context;
  const { object } = workload;
  if (object.kind === 'Service') {
    sheet.put('exposed', true, object, '/kind');
    sheet.put('exposure.external', object.labels.get('networking.knative.dev/visibility') !== 'cluster-local', object);
    sheet.put('exposure.by', [object.name], object, '/kind');
    return;
  }
  const services = relations.servicesOf(workload).filter((service) => !isScrapeOnly(service));
  const [first] = services;
  if (!first) {
    sheet.put('exposed', inventory.mayHold('Service', object.set) ?? false, object, '/metadata/name');
    return;
  }
  const external = services.find((service) => isExternal(service, inventory));
  sheet.put('exposed', true, first, '/spec/selector');
  sheet.put('exposure.external', external !== undefined, external ?? first, '/spec');
  sheet.put('exposure.by', [...new Set(services.map((service) => service.name))].sort(), first, '/metadata/name');
}

const SCRAPED = /^(https?-)?(metrics|prometheus|monitoring|telemetry)(-\w+)?$/;

/** A Service that only monitoring asks brings no users' traffic. */
function isScrapeOnly(service: KubeObject): boolean {
  const ports = arrayOf(dig(service.data, 'spec', 'ports'));
  return ports.length > 0 && ports.every((port) => SCRAPED.test(stringOf(dig(port, 'name')) ?? ''));
}

function isExternal(service: KubeObject, inventory: Inventory): boolean {
  const type = stringOf(dig(service.data, 'spec', 'type'));
  if (type === 'LoadBalancer' || type === 'NodePort') return true;
  if (arrayOf(dig(service.data, 'spec', 'externalIPs')).length > 0) return true;
  const routed = backendsByName(inventory).get(service.name) ?? [];
  return routed.some(
    ({ route, backend }) =>
      inventory.compatible(route.set, service.set) &&
      sameNamespace(backend.namespace ?? route.namespace, service.namespace),
  );
}

interface Routed {
  readonly route: KubeObject;
  readonly backend: Backend;
}

const cache = new WeakMap<Inventory, ReadonlyMap<string, readonly Routed[]>>();

/** Every backend of every route, by the name of its service. */
function backendsByName(inventory: Inventory): ReadonlyMap<string, readonly Routed[]> {
  const known = cache.get(inventory);
  if (known) return known;
  const routed = ROUTE_KINDS.flatMap((kind) => inventory.ofKind(kind)).flatMap((route) =>
    routeBackends(route).map((backend) => ({ route, backend })),
  );
  const byName = Map.groupBy(routed, ({ backend }) => backend.service);
  cache.set(inventory, byName);
  return byName;
}

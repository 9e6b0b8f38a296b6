import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { ROUTE_KINDS, routeBackends } from '../routes.ts';
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
  return ROUTE_KINDS.some((kind) => inventory.ofKind(kind).some((route) => sendsTo(route, service, inventory)));
}

function sendsTo(route: KubeObject, service: KubeObject, inventory: Inventory): boolean {
  if (!inventory.compatible(route.set, service.set)) return false;
  return routeBackends(route).some(
    (backend) =>
      backend.service === service.name && sameNamespace(backend.namespace ?? route.namespace, service.namespace),
  );
}

import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { type Backend, routeBackends } from '../routes.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';
import type { EndpointContext } from './context.ts';

/** Where a route sends requests, and which of that does not exist; gives the workloads behind it. */
export function putBackends({ object, inventory, relations, sheet }: EndpointContext): readonly Workload[] {
  const backends = routeBackends(object);
  const resolved = backends.map((backend) => ({ backend, ...resolve(backend, object, inventory) }));
  const missing = resolved.filter(({ problem }) => problem !== undefined);
  sheet.put('backends', {}, object, '/spec');
  sheet.put('backends.count', backends.length, object, '/spec');
  const problems = missing.map(({ problem }) => problem ?? null);
  sheet.put('backends.unresolved', problems, object, missing[0]?.backend.at ?? '/spec');
  return resolved.flatMap(({ service }) => (service ? relations.targetsOf(service) : []));
}

interface Resolution {
  readonly service?: KubeObject;
  /** What is wrong, or why it cannot be told. */
  readonly problem?: FactValue;
}

function resolve(backend: Backend, route: KubeObject, inventory: Inventory): Resolution {
  if (backend.refused !== undefined) return { problem: backend.refused };
  const namespace = backend.namespace ?? route.namespace;
  const candidates = inventory
    .named('Service', backend.service)
    .filter((service) => sameNamespace(namespace, service.namespace) && inventory.compatible(route.set, service.set));
  const service = candidates.find((candidate) => candidate.set === route.set) ?? candidates[0];
  if (!service) {
    return { problem: missing(backend, route, inventory) };
  }
  if (servesPort(service, backend.port)) return { service };
  return { service, problem: `service ${backend.service} has no port ${backend.port}` };
}

/** A service that is not there is a gap only where this repository is what deploys workloads or services to that namespace. */
function missing(backend: Backend, route: KubeObject, inventory: Inventory): FactValue {
  const hasOthers = inventory.ofKind('Service').some((other) => sameNamespace(other.namespace, route.namespace));
  const concealed =
    inventory.mayHold('Service', route.set) ?? (hasOthers ? undefined : inventory.selectsElsewhere(route));
  if (concealed) return concealed;
  if (backend.namespace !== undefined && backend.namespace !== route.namespace) {
    return unknown('elsewhere', `service ${backend.service} is of another namespace, ${backend.namespace}`);
  }
  if (inventory.ofKind('Cluster').some((cluster) => backend.service.startsWith(`${cluster.name}-`))) {
    return unknown('elsewhere', `an operator may make the service ${backend.service}`);
  }
  return `there is no service ${backend.service}`;
}

function servesPort(service: KubeObject, port: string | number | undefined): boolean {
  if (port === undefined || stringOf(dig(service.data, 'spec', 'type')) === 'ExternalName') return true;
  return arrayOf(dig(service.data, 'spec', 'ports')).some(
    (listed) =>
      dig(listed, 'name') === port || dig(listed, 'port') === (Number.isNaN(Number(port)) ? port : Number(port)),
  );
}

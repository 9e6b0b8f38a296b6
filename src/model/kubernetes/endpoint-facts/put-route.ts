import { arrayOf, dig, objectOf, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { type Backend, routeBackends } from '../routes.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';
import type { EndpointContext } from './context.ts';

/** Annotations by which controllers are given a certificate, or bind a client to one instance. */
const TLS_GIVEN = /^alb\.ingress\.kubernetes\.io\/certificate-arn$|managed-certificates$|pre-shared-cert$/;
const MAY_CONCERN_TLS = /tls|ssl|cert/i;

/** An Ingress or a Gateway API route: whether its backends exist, and how it treats clients. */
export function putRoute({ object, inventory, relations, sheet }: EndpointContext): readonly Workload[] {
  const backends = routeBackends(object);
  const resolved = backends.map((backend) => ({ backend, ...resolve(backend, object, inventory) }));
  const missing = resolved.filter(({ problem }) => problem !== undefined);
  sheet.put('backends', {}, object, '/spec');
  sheet.put('backends.count', backends.length, object, '/spec');
  const problems = missing.map(({ problem }) => problem ?? null);
  sheet.put('backends.unresolved', problems, object, missing[0]?.backend.at ?? '/spec');
  sheet.put('external', !isInternal(object), object, '/kind');
  if (object.kind === 'Ingress') putIngress(object, sheet);
  else sheet.put('weighted', arrayOf(dig(object.data, 'spec', 'rules')).some(isSplit), object, '/spec/rules');
  return resolved.flatMap(({ service }) => (service ? relations.targetsOf(service) : []));
}

function putIngress(object: KubeObject, sheet: EndpointContext['sheet']): void {
  const annotations = Object.entries(objectOf(dig(object.data, 'metadata', 'annotations')));
  const names = annotations.map(([name]) => name);
  const isGiven = arrayOf(dig(object.data, 'spec', 'tls')).length > 0 || names.some((name) => TLS_GIVEN.test(name));
  const concerning = names.find((name) => MAY_CONCERN_TLS.test(name));
  const elsewhere = concerning && unknown('unresolved', `the annotation ${concerning} may configure it`);
  sheet.put('tls', {}, object, '/spec/tls');
  sheet.put('tls.terminated', isGiven ? true : (elsewhere ?? false), object, '/spec/tls');
  const affinity = annotations.find(([name]) => name === 'nginx.ingress.kubernetes.io/affinity');
  const sticky = affinity !== undefined && affinity[1] === 'cookie';
  const at = sticky ? '/metadata/annotations/nginx.ingress.kubernetes.io~1affinity' : '/metadata/annotations';
  sheet.put('sessionAffinity', sticky ? 'cookie' : 'none', object, at);
}

/** As controllers are told: an internal scheme, or a class whose name says so. */
function isInternal(object: KubeObject): boolean {
  const annotations = dig(object.data, 'metadata', 'annotations');
  const classes = [
    dig(object.data, 'spec', 'ingressClassName'),
    dig(annotations, 'kubernetes.io/ingress.class'),
    dig(annotations, 'alb.ingress.kubernetes.io/scheme'),
  ];
  return classes.some((name) => typeof name === 'string' && /(^|-)(internal|private)(-|$)/.test(name));
}

/** A route splits traffic when one of its rules names two backends. */
function isSplit(rule: unknown): boolean {
  return arrayOf(dig(rule, 'backendRefs')).length > 1;
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

import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { KubeObject } from './kube-object.ts';

/** Kinds that send requests to Services. */
export const ROUTE_KINDS = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'] as const;

/** One place that a route sends requests to. */
export interface Backend {
  readonly service: string;
  /** Another namespace than the route's own, where the route names one. */
  readonly namespace?: string;
  readonly port: string | number | undefined;
  readonly at: string;
  /** Why the platform refuses it as written. */
  readonly refused?: string;
}

/** The Services that an Ingress (any version), a Gateway API route or an Istio VirtualService sends requests to. */
export function routeBackends(route: KubeObject): readonly Backend[] {
  if (route.kind === 'VirtualService') return istioBackends(route);
  return route.kind === 'Ingress' ? ingressBackends(route) : gatewayBackends(route);
}

function ingressBackends(route: KubeObject): readonly Backend[] {
  const spec = dig(route.data, 'spec');
  const rules = arrayOf(dig(spec, 'rules')).flatMap((rule, index) =>
    arrayOf(dig(rule, 'http', 'paths')).flatMap((path, position) =>
      ingressBackend(route, dig(path, 'backend'), `/spec/rules/${index}/http/paths/${position}/backend`),
    ),
  );
  return [
    ...rules,
    ...ingressBackend(route, dig(spec, 'defaultBackend'), '/spec/defaultBackend'),
    ...ingressBackend(route, dig(spec, 'backend'), '/spec/backend'),
  ];
}

/** `service.name` since networking.k8s.io/v1, `serviceName` before; a `resource` backend is no Service. */
function ingressBackend(route: KubeObject, backend: unknown, at: string): readonly Backend[] {
  const current = stringOf(dig(backend, 'service', 'name'));
  const name = current ?? stringOf(dig(backend, 'serviceName'));
  if (name === undefined) return [];
  const port =
    dig(backend, 'service', 'port', 'number') ?? dig(backend, 'service', 'port', 'name') ?? dig(backend, 'servicePort');
  const refused = `${route.apiVersion} has no serviceName, it names ${name} as service.name`;
  const isRefused = current === undefined && route.apiVersion === 'networking.k8s.io/v1';
  return [{ service: name, port: portOf(port), at, ...(isRefused ? { refused } : {}) }];
}

function gatewayBackends(route: KubeObject): readonly Backend[] {
  return arrayOf(dig(route.data, 'spec', 'rules')).flatMap((rule, index) =>
    arrayOf(dig(rule, 'backendRefs')).flatMap((ref, position) => {
      const kind = stringOf(dig(ref, 'kind')) ?? 'Service';
      const name = stringOf(dig(ref, 'name'));
      if (kind !== 'Service' || name === undefined) return [];
      const namespace = stringOf(dig(ref, 'namespace'));
      const at = `/spec/rules/${index}/backendRefs/${position}`;
      return [{ service: name, port: portOf(dig(ref, 'port')), at, ...(namespace === undefined ? {} : { namespace }) }];
    }),
  );
}

/** Istio takes a host without dots for a Service of its own namespace; other hosts may be any machine. */
function istioBackends(route: KubeObject): readonly Backend[] {
  return ['http', 'tcp', 'tls'].flatMap((protocol) =>
    arrayOf(dig(route.data, 'spec', protocol)).flatMap((rule, index) =>
      arrayOf(dig(rule, 'route')).flatMap((target, position) => {
        const host = stringOf(dig(target, 'destination', 'host')) ?? '';
        const named = /^([a-z0-9-]{1,63})(?:\.([a-z0-9-]{1,63})\.svc(?:\.[a-z0-9.-]{1,100})?)?$/.exec(host);
        if (!named) return [];
        const at = `/spec/${protocol}/${index}/route/${position}`;
        const namespace = named[2] === undefined ? {} : { namespace: named[2] };
        return [
          { service: named[1] ?? '', port: portOf(dig(target, 'destination', 'port', 'number')), at, ...namespace },
        ];
      }),
    ),
  );
}

function portOf(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

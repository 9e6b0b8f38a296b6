import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { logicalName } from '../logical-name.ts';
import type { EndpointContext } from './endpoint-facts/context.ts';
import { putDns } from './endpoint-facts/put-dns.ts';
import { putGateway } from './endpoint-facts/put-gateway.ts';
import { putPath } from './endpoint-facts/put-path.ts';
import { putRateLimit } from './endpoint-facts/put-rate-limit.ts';
import { putRenewal } from './endpoint-facts/put-renewal.ts';
import { putRoute } from './endpoint-facts/put-route.ts';
import { putService } from './endpoint-facts/put-service.ts';
import { putServiceProfile } from './endpoint-facts/put-service-profile.ts';
import { putVirtualService } from './endpoint-facts/put-virtual-service.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import type { KubeObject } from './kube-object.ts';
import type { Relations } from './relations.ts';
import { ROUTE_KINDS } from './routes.ts';
import type { Workload } from './workload.ts';

/** Puts an endpoint's facts, and gives the workloads that it leads to. */
type PutEndpoint = (context: EndpointContext) => readonly Workload[];

const KINDS: ReadonlyMap<string, { readonly kind: string; readonly put: PutEndpoint }> = new Map([
  ['Service', { kind: 'service', put: putService }],
  ['Gateway', { kind: 'gateway', put: putGateway }],
  ['VirtualService', { kind: 'route', put: putVirtualService }],
  ['ServiceProfile', { kind: 'route', put: putServiceProfile }],
  ...ROUTE_KINDS.map((kind) => [kind, { kind: 'route', put: putRoute }] as const),
]);

/** What concerns endpoints of several kinds; each looks whether it does. */
const ADDITIONS = [putPath, putRateLimit, putRenewal, putDns] as const;

/** Services, ingresses, routes and gateways. */
export function endpointVariants(inventory: Inventory, relations: Relations): readonly VariantDraft[] {
  return [...KINDS].flatMap(([platformKind, { kind, put }]) =>
    inventory
      .ofKind(platformKind)
      .filter((object) => isEndpoint(object))
      .map((object) => {
        const sheet = new FactSheet(object, '/kind');
        sheet.put('kind', kind, object, '/kind');
        const context = { object, inventory, relations, sheet };
        const workloads = put(context);
        for (const add of ADDITIONS) add(context);
        const id = `${kind}/${logicalName(object.name, inventory.sets.get(object.set))}`;
        const what = { kind: 'endpoint', id, coordinates: coordinatesOf(object) } as const;
        return draft(what, { object, workloads, sheet, inventory });
      }),
  );
}

/** Other groups use the same names: Knative has a Service, Istio a Gateway. */
function isEndpoint({ kind, group }: KubeObject): boolean {
  if (kind === 'Service') return group === '';
  if (kind === 'Ingress') return group === 'networking.k8s.io' || group === 'extensions';
  if (kind === 'VirtualService') return group === 'networking.istio.io';
  if (kind === 'ServiceProfile') return group === 'linkerd.io';
  return group === 'gateway.networking.k8s.io';
}

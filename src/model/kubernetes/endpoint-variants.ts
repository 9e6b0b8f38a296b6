import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { logicalName } from '../logical-name.ts';
import type { EndpointContext } from './endpoint-facts/context.ts';
import { putGateway } from './endpoint-facts/put-gateway.ts';
import { putRoute } from './endpoint-facts/put-route.ts';
import { putService } from './endpoint-facts/put-service.ts';
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
  ...ROUTE_KINDS.map((kind) => [kind, { kind: 'route', put: putRoute }] as const),
]);

/** Services, ingresses, routes and gateways. */
export function endpointVariants(inventory: Inventory, relations: Relations): readonly VariantDraft[] {
  return [...KINDS].flatMap(([platformKind, { kind, put }]) =>
    inventory
      .ofKind(platformKind)
      .filter((object) => isEndpoint(object))
      .map((object) => {
        const sheet = new FactSheet(object, '/kind');
        sheet.put('kind', kind, object, '/kind');
        const workloads = put({ object, inventory, relations, sheet });
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
  return group === 'gateway.networking.k8s.io';
}

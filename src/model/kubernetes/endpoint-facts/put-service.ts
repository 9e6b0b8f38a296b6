import { arrayOf, dig, isObject, stringMap, stringOf } from '../../../lib/json.ts';
import type { Unknown } from '../../../types/unknown.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { podContainers } from '../pod-containers.ts';
import type { Workload } from '../workload.ts';
import { WORKLOAD_KIND_NAMES } from '../workload-kinds.ts';
import type { EndpointContext } from './context.ts';
import { putMesh } from './put-mesh.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['ClusterIP', 'cluster-ip'],
  ['NodePort', 'node-port'],
  ['LoadBalancer', 'load-balancer'],
  ['ExternalName', 'external-name'],
]);

/** A Service: what it selects, and whether its ports lead anywhere. */
export function putService(context: EndpointContext): readonly Workload[] {
  const { object, inventory, relations, sheet } = context;
  const spec = dig(object.data, 'spec');
  const workloads = relations.targetsOf(object);
  const type = typeOf(object);
  sheet.put('type', type, object, '/spec/type');
  sheet.put('external', type === 'node-port' || type === 'load-balancer', object, '/spec/type');
  const declared = type !== 'external-name' && stringMap(dig(spec, 'selector')).size > 0;
  sheet.put('selects', {}, object, '/spec/selector');
  sheet.put('selects.declared', declared, object, '/spec/selector');
  if (declared) {
    const concealed = workloads.length === 0 ? concealedTargets(object, inventory) : undefined;
    sheet.put('selects.count', concealed ?? new Set(workloads.map(({ id }) => id)).size, object, '/spec/selector');
  }
  const unresolved = unresolvedPorts(object, workloads);
  const first = unresolved[0]?.at ?? '/spec/ports';
  if (workloads.length > 0)
    sheet.put(
      'ports.unresolved',
      unresolved.map(({ port }) => port),
      object,
      first,
    );
  const affinity = stringOf(dig(spec, 'sessionAffinity')) === 'ClientIP' ? 'client-ip' : 'none';
  sheet.put('sessionAffinity', affinity, object, '/spec/sessionAffinity');
  putMesh(context);
  return workloads;
}

/** Prefixes of labels that people write themselves; others are set by the operator whose domain they carry. */
const OWN_PREFIXES = new Set(['app.kubernetes.io', 'kubernetes.io', 'k8s.io', 'helm.sh']);

function concealedTargets(object: KubeObject, inventory: Inventory): Unknown | undefined {
  const keys = [...stringMap(dig(object.data, 'spec', 'selector')).keys()];
  const foreign = keys.find((key) => key.includes('/') && !OWN_PREFIXES.has(key.slice(0, key.indexOf('/'))));
  const isSetHere = inventory.workloads.some(({ template }) => foreign !== undefined && template.labels.has(foreign));
  if (foreign !== undefined && !isSetHere) {
    return unknown('elsewhere', `the label ${foreign} is on no workload here; an operator may make what carries it`);
  }
  return inventory.mayHold(WORKLOAD_KIND_NAMES, object.set) ?? inventory.selectsElsewhere(object);
}

function typeOf(object: KubeObject): string {
  const spec = dig(object.data, 'spec');
  if (dig(spec, 'clusterIP') === 'None') return 'headless';
  return TYPES.get(stringOf(dig(spec, 'type')) ?? 'ClusterIP') ?? 'cluster-ip';
}

/** Target ports by a name that no container of any selected workload lists. Numbers need not be listed. */
function unresolvedPorts(
  object: KubeObject,
  workloads: readonly Workload[],
): readonly { readonly port: string; readonly at: string }[] {
  return arrayOf(dig(object.data, 'spec', 'ports')).flatMap((port, index) => {
    const target = dig(port, 'targetPort');
    if (typeof target !== 'string' || /^\d+$/.test(target)) return [];
    const isListed = workloads.some((workload) =>
      podContainers(workload).some((container) =>
        arrayOf(container.data['ports']).some((listed) => isObject(listed) && listed['name'] === target),
      ),
    );
    return isListed ? [] : [{ port: target, at: `/spec/ports/${index}/targetPort` }];
  });
}

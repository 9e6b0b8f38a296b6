import { arrayOf, dig, isObject, type JsonObject, stringOf } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import type { Inventory } from './inventory.ts';
import { readQuantity } from './read-value.ts';
import { sameNamespace } from './select-workloads.ts';
import type { Workload } from './workload.ts';

export type ContainerRole = 'app' | 'init' | 'sidecar';

/** A container of a workload's template. */
export interface PodContainer {
  readonly workload: Workload;
  readonly role: ContainerRole;
  readonly name: string;
  /** Where its own pointers, such as `/image`, are looked up. */
  readonly source: Locatable;
  readonly data: JsonObject;
}

const cache = new WeakMap<Workload, readonly PodContainer[]>();

/** The containers of a workload; an init container that restarts for ever is a sidecar (Kubernetes 1.28). */
export function podContainers(workload: Workload): readonly PodContainer[] {
  const known = cache.get(workload);
  if (known) return known;
  const containers = [...listed(workload, 'containers'), ...listed(workload, 'initContainers')];
  cache.set(workload, containers);
  return containers;
}

function listed(workload: Workload, field: 'containers' | 'initContainers'): readonly PodContainer[] {
  const { template } = workload;
  return arrayOf(template.spec[field]).flatMap((data, index) => {
    if (!isObject(data)) return [];
    const restarts = field === 'initContainers' && data['restartPolicy'] === 'Always';
    const role = field === 'containers' ? 'app' : restarts ? 'sidecar' : 'init';
    const name = stringOf(data['name']) ?? `${field}-${index + 1}`;
    const source = within(template.source, `/${field}/${index}`);
    return [{ workload, role, name, source, data } satisfies PodContainer];
  });
}

/**
 * What is set aside of a resource: the request, else the limit (Kubernetes takes it for the request), else the default
 * that a LimitRange of the namespace gives.
 */
export function requestOf(container: PodContainer, resource: string, inventory: Inventory): FactValue | undefined {
  const own =
    dig(container.data, 'resources', 'requests', resource) ?? dig(container.data, 'resources', 'limits', resource);
  return own === undefined
    ? rangeDefault(container, inventory, { field: 'defaultRequest', resource })
    : readQuantity(own);
}

export function limitOf(container: PodContainer, resource: string, inventory: Inventory): FactValue | undefined {
  const own = dig(container.data, 'resources', 'limits', resource);
  return own === undefined ? rangeDefault(container, inventory, { field: 'default', resource }) : readQuantity(own);
}

/** A LimitRange without a default request gives its default limit for both. */
function rangeDefault(
  container: PodContainer,
  inventory: Inventory,
  { field, resource }: { readonly field: 'default' | 'defaultRequest'; readonly resource: string },
): FactValue | undefined {
  const { object } = container.workload;
  for (const range of inventory.ofKind('LimitRange')) {
    if (range.set !== object.set || !sameNamespace(range.namespace, object.namespace)) continue;
    const limit = arrayOf(dig(range.data, 'spec', 'limits')).find((entry) => dig(entry, 'type') === 'Container');
    const value = dig(limit, field, resource) ?? dig(limit, 'default', resource);
    if (value !== undefined) return readQuantity(value);
  }
  return undefined;
}

import { appendTo } from '../../lib/append-to.ts';
import { logicalName } from '../logical-name.ts';
import type { Inventory } from './inventory.ts';
import type { KubeObject } from './kube-object.ts';
import { isEmptySelector, type LabelSelector, requiredPair, selectorMatches } from './label-selector.ts';
import type { Workload } from './workload.ts';

/** Finds the workloads that an object selects by labels. */
export type SelectWorkloads = (object: KubeObject, selector: LabelSelector) => readonly Workload[];

/**
 * Workloads that an object's labels select: those of its own set, and those of other sets that are not of another
 * environment. An empty selector reaches no further than its own set.
 */
export function workloadSelector(inventory: Inventory): SelectWorkloads {
  const byPair = new Map<string, Workload[]>();
  const bySet = Map.groupBy(inventory.workloads, (workload) => workload.object.set);
  for (const workload of inventory.workloads) {
    for (const [key, value] of workload.template.labels) appendTo(byPair, `${key}=${value}`, workload);
  }
  return (object, selector) => {
    const pair = requiredPair(selector);
    const own = bySet.get(object.set) ?? [];
    const candidates = pair === undefined ? (isEmptySelector(selector) ? own : inventory.workloads) : byPair.get(pair);
    return (candidates ?? []).filter(
      (workload) =>
        sameNamespace(object.namespace, workload.object.namespace) &&
        selectorMatches(selector, workload.template.labels) &&
        inventory.compatible(object.set, workload.object.set),
    );
  };
}

/** An unset namespace is whichever one the other side has: it is given when the manifests are applied. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/**
 * Whether an object acts on a workload that it selects: always within one set; across sets unless the workload's set has
 * this object, or the object's set such a workload, in a version of its own.
 */
export function actsOn(inventory: Inventory, object: KubeObject, workload: Workload): boolean {
  const { set } = workload.object;
  if (object.set === set) return true;
  if (inventory.runs(object.set, workload.id)) return false;
  return !inventory.deploys(set, object.kind, logicalName(object.name, inventory.sets.get(object.set)));
}

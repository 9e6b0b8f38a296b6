import { appendTo } from '../../lib/append-to.ts';
import { dig, stringOf } from '../../lib/json.ts';
import { type Autoscaler, readAutoscaler } from './autoscaler.ts';
import type { Inventory } from './inventory.ts';
import type { KubeObject } from './kube-object.ts';
import { isEmptySelector, type LabelSelector, readMapSelector, readSelector } from './label-selector.ts';
import { actsOn, sameNamespace, workloadSelector } from './select-workloads.ts';
import type { Workload } from './workload.ts';

/** Who governs and who reaches which workload. What stands in a workload's own set comes before what stands elsewhere. */
export interface Relations {
  servicesOf(workload: Workload): readonly KubeObject[];
  budgetsOf(workload: Workload): readonly KubeObject[];
  networkPoliciesOf(workload: Workload): readonly KubeObject[];
  autoscalerOf(workload: Workload): Autoscaler | undefined;
  /** The workloads that a Service, a budget, a network policy or an autoscaler acts on. */
  targetsOf(object: KubeObject): readonly Workload[];
}

type SelectorReader = (object: KubeObject) => LabelSelector | undefined;

export function relate(inventory: Inventory): Relations {
  const select = workloadSelector(inventory);
  const targets = new Map<KubeObject, readonly Workload[]>();
  const gather = (kind: string, selectorOf: SelectorReader): ReadonlyMap<Workload, readonly KubeObject[]> => {
    const selectors = new Map<Workload, KubeObject[]>();
    for (const object of inventory.ofKind(kind)) {
      const selector = selectorOf(object);
      const selected = selector ? select(object, selector) : [];
      targets.set(object, selected);
      for (const workload of selected) {
        if (actsOn(inventory, object, workload)) appendTo(selectors, workload, object);
      }
    }
    return preferOwn(selectors);
  };
  const services = gather('Service', serviceSelector);
  const budgets = gather('PodDisruptionBudget', budgetSelector);
  const policies = gather('NetworkPolicy', (object) => readSelector(dig(object.data, 'spec', 'podSelector') ?? {}));
  const autoscalers = scaledWorkloads(inventory, targets);
  return {
    servicesOf: (workload) => services.get(workload) ?? [],
    budgetsOf: (workload) => budgets.get(workload) ?? [],
    networkPoliciesOf: (workload) => policies.get(workload) ?? [],
    autoscalerOf: (workload) => autoscalers.get(workload),
    targetsOf: (object) => targets.get(object) ?? [],
  };
}

/** An empty selector took nothing in policy/v1beta1, and takes everything since policy/v1. */
function budgetSelector(object: KubeObject): LabelSelector | undefined {
  const selector = readSelector(dig(object.data, 'spec', 'selector'));
  const isOld = object.apiVersion === 'policy/v1beta1';
  return selector && isOld && isEmptySelector(selector) ? undefined : selector;
}

function serviceSelector(object: KubeObject): LabelSelector | undefined {
  return object.group === '' && stringOf(dig(object.data, 'spec', 'type')) !== 'ExternalName'
    ? readMapSelector(dig(object.data, 'spec', 'selector'))
    : undefined;
}

function preferOwn(
  selectors: ReadonlyMap<Workload, readonly KubeObject[]>,
): ReadonlyMap<Workload, readonly KubeObject[]> {
  const preferred = new Map<Workload, readonly KubeObject[]>();
  for (const [workload, objects] of selectors) {
    const own = objects.filter((object) => object.set === workload.object.set);
    preferred.set(workload, own.length > 0 ? own : objects);
  }
  return preferred;
}

function scaledWorkloads(
  inventory: Inventory,
  targets: Map<KubeObject, readonly Workload[]>,
): ReadonlyMap<Workload, Autoscaler> {
  const byName = Map.groupBy(inventory.workloads, (workload) => `${workload.object.kind}/${workload.object.name}`);
  const scaled = new Map<Workload, Autoscaler>();
  for (const kind of ['HorizontalPodAutoscaler', 'ScaledObject']) {
    for (const object of inventory.ofKind(kind)) {
      const autoscaler = readAutoscaler(object);
      const named = byName.get(`${autoscaler.target.kind}/${autoscaler.target.name}`) ?? [];
      const own = named.filter((workload) => workload.object.set === object.set);
      const reachable = (own.length > 0 ? own : named).filter(
        (workload) =>
          sameNamespace(object.namespace, workload.object.namespace) &&
          inventory.compatible(object.set, workload.object.set),
      );
      targets.set(object, reachable);
      for (const workload of reachable) {
        const known = scaled.get(workload);
        const isNearer = object.set === workload.object.set && known?.object.set !== object.set;
        if (!known || isNearer) scaled.set(workload, autoscaler);
      }
    }
  }
  return scaled;
}

import { dig, objectOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { Inventory } from '../inventory.ts';
import { limitOf, podContainers, requestOf } from '../pod-containers.ts';
import { isNumber, readQuantity } from '../read-value.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

type Amount = (
  container: ReturnType<typeof podContainers>[number],
  resource: string,
  inventory: Inventory,
) => FactValue | undefined;

const RESOURCES: ReadonlyMap<string, { readonly resource: string; readonly amountOf: Amount }> = new Map([
  ['cpu', { resource: 'cpu', amountOf: requestOf }],
  ['memory', { resource: 'memory', amountOf: requestOf }],
  ['requests.cpu', { resource: 'cpu', amountOf: requestOf }],
  ['requests.memory', { resource: 'memory', amountOf: requestOf }],
  ['limits.cpu', { resource: 'cpu', amountOf: limitOf }],
  ['limits.memory', { resource: 'memory', amountOf: limitOf }],
]);

/** Whether the namespace's quota lets the workload reach its ceiling, even with nothing else in the namespace. */
export function putQuota({ workload, inventory, sheet }: Context): void {
  const { object } = workload;
  const quota = inventory
    .ofKind('ResourceQuota')
    .find((candidate) => candidate.set === object.set && sameNamespace(candidate.namespace, object.namespace));
  const ceiling = sheet.value('replicas.max');
  if (!quota || ceiling === undefined) return;
  sheet.put('quota', {}, quota, '/spec/hard');
  sheet.put('quota.name', quota.name, quota, '/metadata/name');
  if (!isNumber(ceiling)) return sheet.put('quota.exceeded', ceiling, quota, '/spec/hard');
  const exceeded = Object.entries(objectOf(dig(quota.data, 'spec', 'hard')))
    .filter(([name, hard]) => exceeds(name, { hard: readQuantity(hard), ceiling, workload, inventory }))
    .map(([name]) => name);
  sheet.put('quota.exceeded', exceeded, quota, '/spec/hard');
  sheet.restsOn('quota.exceeded', object, '/spec/replicas');
}

interface Demand {
  readonly hard: FactValue | undefined;
  readonly ceiling: number;
  readonly workload: Workload;
  readonly inventory: Inventory;
}

function exceeds(name: string, { hard, ceiling, workload, inventory }: Demand): boolean {
  if (!isNumber(hard)) return false;
  if (name === 'pods' || name === 'count/pods') return ceiling > hard;
  const rule = RESOURCES.get(name);
  if (!rule) return false;
  const amounts = podContainers(workload)
    .filter((container) => container.role !== 'init')
    .map((container) => rule.amountOf(container, rule.resource, inventory));
  return amounts.reduce<number>((sum, amount) => sum + (isNumber(amount) ? amount : 0), 0) * ceiling > hard;
}

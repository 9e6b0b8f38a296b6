import { dig, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { KubeObject } from '../kube-object.ts';
import { isNumber, readInteger, readText, scaled } from '../read-value.ts';
import type { Context } from './context.ts';

/** What voluntary disruptions (node drains, upgrades, scale-downs of the cluster) may do to the workload. */
export function putDisruption(context: Context): void {
  const { workload, relations, inventory, sheet } = context;
  if (workload.lifecycle !== 'service') return;
  const budgets = relations.budgetsOf(workload);
  const [budget] = budgets;
  sheet.put('disruption', {}, workload.object, '/metadata/name');
  if (!budget) {
    const concealed = inventory.mayHold('PodDisruptionBudget', workload.object.set);
    sheet.put('disruption.budget', concealed, workload.object, '/metadata/name');
    sheet.put('disruption.budgets', concealed ?? 0, workload.object, '/metadata/name');
    return;
  }
  const spec = dig(budget.data, 'spec');
  sheet.put('disruption.budgets', budgets.length, budgets[1] ?? budget, '/spec/selector');
  sheet.put('disruption.budget', {}, budget, '/spec');
  const isDeclared = dig(spec, 'minAvailable') !== undefined || dig(spec, 'maxUnavailable') !== undefined;
  sheet.put('disruption.budget.declared', isDeclared, budget, '/spec');
  sheet.put('disruption.budget.name', budget.name, budget, '/metadata/name');
  sheet.put('disruption.budget.minAvailable', written(dig(spec, 'minAvailable')), budget, '/spec/minAvailable');
  sheet.put('disruption.budget.maxUnavailable', written(dig(spec, 'maxUnavailable')), budget, '/spec/maxUnavailable');
  const always = stringOf(dig(spec, 'unhealthyPodEvictionPolicy')) === 'AlwaysAllow';
  sheet.put(
    'disruption.unhealthyEviction',
    always ? 'always' : 'if-healthy-budget',
    budget,
    '/spec/unhealthyPodEvictionPolicy',
  );
  putRoom(context, budget);
}

function putRoom({ workload, sheet }: Context, budget: KubeObject): void {
  const at = dig(budget.data, 'spec', 'minAvailable') === undefined ? '/spec/maxUnavailable' : '/spec/minAvailable';
  const floor = sheet.value('replicas.min');
  if (!isNumber(floor)) {
    sheet.put('disruption.allowedAtFloor', floor, budget, at);
    sheet.put('disruption.keptAtFloor', floor, budget, at);
    return;
  }
  if (floor === 0) return;
  const allowed = allowedAt(budget, floor);
  sheet.put('disruption.allowedAtFloor', allowed, budget, at);
  sheet.put('disruption.keptAtFloor', isNumber(allowed) ? floor - allowed : allowed, budget, at);
  for (const fact of ['disruption.allowedAtFloor', 'disruption.keptAtFloor']) {
    sheet.restsOn(fact, workload.object, '/spec/replicas');
  }
}

/**
 * Evictions allowed with `total` healthy instances. The disruption controller rounds both percentages up:
 * `maxUnavailable: 34%` of 2 allows 1, `minAvailable: 80%` of 4 requires 4.
 * Source: kubernetes/kubernetes, pkg/controller/disruption, getExpectedPodCount.
 */
export function allowedAt(budget: KubeObject, total: number): FactValue | undefined {
  const spec = dig(budget.data, 'spec');
  const minAvailable = dig(spec, 'minAvailable');
  const maxUnavailable = dig(spec, 'maxUnavailable');
  const value = minAvailable ?? maxUnavailable;
  const amount = scaled(value, total, 'up');
  // A placeholder reads as unknown, a malformed value as nothing.
  if (amount === undefined) return typeof value === 'string' ? unknownOnly(readInteger(value)) : undefined;
  return minAvailable === undefined ? Math.min(total, amount) : Math.max(0, total - amount);
}

function unknownOnly(value: FactValue | undefined): FactValue | undefined {
  return isNumber(value) ? undefined : value;
}

function written(value: unknown): FactValue | undefined {
  return typeof value === 'number' ? readInteger(value) : readText(value);
}

import { dig } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import { logicalName } from '../logical-name.ts';
import { unknown } from '../unknown.ts';
import { readAutoscaler } from './autoscaler.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import type { KubeObject } from './kube-object.ts';
import { isEmptySelector, readSelector } from './label-selector.ts';
import { isNumber } from './read-value.ts';
import type { Relations } from './relations.ts';
import { MONITOR_KINDS, type MonitorTargets, scrapingOf } from './scraping.ts';
import { WORKLOAD_KIND_NAMES } from './workload-kinds.ts';

interface PolicyContext {
  readonly object: KubeObject;
  readonly inventory: Inventory;
  readonly relations: Relations;
  readonly sheet: FactSheet;
}

const KINDS: ReadonlyMap<string, { readonly kind: string; readonly put: (context: PolicyContext) => void }> = new Map([
  ['PodDisruptionBudget', { kind: 'disruption-budget', put: putBudget }],
  ['HorizontalPodAutoscaler', { kind: 'autoscaler', put: putAutoscaler }],
  ['ScaledObject', { kind: 'autoscaler', put: putAutoscaler }],
  ['NetworkPolicy', { kind: 'network-policy', put: putNetworkPolicy }],
  ...MONITOR_KINDS.map((kind) => [kind, { kind: 'monitor', put: putMonitor }] as const),
]);

/** Disruption budgets, autoscalers and network policies: whether they act on anything at all. */
export function policyVariants(inventory: Inventory, relations: Relations): readonly VariantDraft[] {
  return [...KINDS].flatMap(([platformKind, { kind, put }]) =>
    inventory.ofKind(platformKind).map((object) => {
      const sheet = new FactSheet(object, '/kind');
      sheet.put('kind', kind, object, '/kind');
      put({ object, inventory, relations, sheet });
      const id = `${kind}/${logicalName(object.name, inventory.sets.get(object.set))}`;
      const what = { kind: 'policy', id, coordinates: coordinatesOf(object) } as const;
      const workloads = kind === 'monitor' ? scrapingOf(inventory, relations).targetsOf(object).workloads : undefined;
      return draft(what, { object, workloads: workloads ?? relations.targetsOf(object), sheet, inventory });
    }),
  );
}

function putBudget(context: PolicyContext): void {
  const { object, sheet } = context;
  const minAvailable = dig(object.data, 'spec', 'minAvailable');
  const maxUnavailable = dig(object.data, 'spec', 'maxUnavailable');
  putTargets(context, '/spec/selector');
  const at = minAvailable === undefined ? '/spec/maxUnavailable' : '/spec/minAvailable';
  sheet.put('budget', {}, object, '/spec');
  sheet.put('budget.declared', minAvailable !== undefined || maxUnavailable !== undefined, object, at);
  const never = minAvailable === '100%' || maxUnavailable === 0 || maxUnavailable === '0' || maxUnavailable === '0%';
  sheet.put('budget.blocksAlways', never, object, at);
}

function putAutoscaler(context: PolicyContext): void {
  const { object, sheet } = context;
  const { min, max, minAt, maxAt, target } = readAutoscaler(object);
  putTargets(context, '/spec/scaleTargetRef');
  putCustomTarget(context, target);
  sheet.put('autoscaler', {}, object, '/spec');
  sheet.put('autoscaler.min', min, object, minAt);
  sheet.put('autoscaler.max', max, object, maxAt);
  if (isNumber(min) && isNumber(max)) sheet.put('autoscaler.headroom', max / Math.max(1, min), object, maxAt);
}

/** A target of a kind that is no workload to us: there if it was seen; else of a kind whose objects a controller may make. */
function putCustomTarget(context: PolicyContext, target: { readonly kind: string; readonly name: string }): void {
  const { object, inventory, sheet } = context;
  if (sheet.value('targets.seen') !== 0) return;
  const at = '/spec/scaleTargetRef';
  if (inventory.named(target.kind, target.name).some((found) => found.set === object.set)) {
    sheet.put('targets.seen', 1, object, at);
    sheet.put('targets.count', 1, object, at);
  } else if (!WORKLOAD_KIND_NAMES.includes(target.kind)) {
    const detail = `${target.kind} is a custom kind, whose objects may be made by a controller`;
    sheet.put('targets.count', unknown('elsewhere', detail), object, at);
  }
}

function putNetworkPolicy(context: PolicyContext): void {
  const selector = readSelector(dig(context.object.data, 'spec', 'podSelector') ?? {});
  putTargets(context, '/spec/podSelector');
  const isAll = selector !== undefined && isEmptySelector(selector);
  context.sheet.put('targets.all', isAll, context.object, '/spec/podSelector');
}

function putTargets({ object, inventory, relations, sheet }: PolicyContext, at: string): void {
  const count = new Set(relations.targetsOf(object).map(({ id }) => id)).size;
  const concealed =
    count === 0
      ? (inventory.mayHold(WORKLOAD_KIND_NAMES, object.set) ?? inventory.selectsElsewhere(object))
      : undefined;
  sheet.put('targets', {}, object, at);
  sheet.put('targets.count', concealed ?? count, object, at);
  sheet.put('targets.seen', count, object, at);
}

/** What a ServiceMonitor or a PodMonitor scrapes, and whether the ports it names are there. */
function putMonitor({ object, inventory, relations, sheet }: PolicyContext): void {
  const targets = scrapingOf(inventory, relations).targetsOf(object);
  const count = targets.services.length + (targets.isOfPods ? targets.workloads.length : 0);
  sheet.put('targets', {}, object, '/spec/selector');
  sheet.put('targets.count', count > 0 ? count : unseenTargets(object, targets, inventory), object, '/spec/selector');
  sheet.put('targets.seen', count, object, '/spec/selector');
  const [first] = targets.unresolved;
  sheet.put('monitor', {}, object, '/spec');
  if (count === 0) return;
  const names = targets.unresolved.map(({ port }) => port);
  sheet.put('monitor.unresolvedPorts', names, object, first?.at ?? `/spec/${targets.endpoints}`);
}

/** Monitors often scrape what others deploy: only beside a candidate in its own set is none a conclusion. */
function unseenTargets(object: KubeObject, { candidates, isOfPods }: MonitorTargets, inventory: Inventory): FactValue {
  const hidden = inventory.mayHold(isOfPods ? WORKLOAD_KIND_NAMES : ['Service'], object.set);
  if (hidden) return hidden;
  return candidates > 0 ? 0 : unknown('elsewhere', 'nothing that it could scrape is deployed together with it');
}

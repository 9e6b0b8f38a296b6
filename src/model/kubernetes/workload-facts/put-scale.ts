import { dig } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { Autoscaler } from '../autoscaler.ts';
import { podContainers, requestOf } from '../pod-containers.ts';
import { isNumber, readInteger } from '../read-value.ts';
import type { Context } from './context.ts';

/** Zones that a loss is reckoned over; three is what the large providers offer in most regions. */
const ZONES = 3;

/** How many instances run, and what scales them. Daemons and jobs have no count of their own. */
export function putScale(context: Context): void {
  const { workload, sheet, relations } = context;
  if (workload.lifecycle !== 'service') return;
  if (workload.object.kind === 'Service') return putKnativeScale(context);
  const { object } = workload;
  const autoscaler = relations.autoscalerOf(workload);
  const declared = object.kind === 'Pod' ? undefined : readInteger(dig(object.data, 'spec', 'replicas') ?? undefined);
  sheet.put('replicas', {}, object, '/spec/replicas');
  sheet.put('replicas.declared', declared, object, '/spec/replicas');
  if (autoscaler) return putAutoscaler(context, autoscaler);
  const concealed = concealedScale(context);
  sheet.put('autoscaler', concealed, object, '/spec/replicas');
  const floor = declared ?? concealed ?? 1;
  sheet.put('replicas.min', floor, object, '/spec/replicas');
  sheet.put('replicas.max', floor, object, '/spec/replicas');
  sheet.put('replicas.setBy', declared === undefined ? 'default' : 'manifest', object, '/spec/replicas');
}

/** A workload may be scaled by an autoscaler that stands in something unread; a count of its own stands all the same. */
function concealedScale({ workload, inventory }: Context): FactValue | undefined {
  return inventory.mayHold(['HorizontalPodAutoscaler', 'ScaledObject'], workload.object.set);
}

function putAutoscaler(context: Context, autoscaler: Autoscaler): void {
  const { sheet } = context;
  const { object, min, max, minAt, maxAt } = autoscaler;
  sheet.put('replicas.min', min, object, minAt);
  sheet.put('replicas.max', max, object, maxAt);
  sheet.put('replicas.setBy', 'autoscaler', object, minAt);
  sheet.put('autoscaler', {}, object, '/spec');
  sheet.put('autoscaler.kind', autoscaler.kind, object, '/spec');
  sheet.put('autoscaler.name', object.name, object, '/metadata/name');
  sheet.put('autoscaler.min', min, object, minAt);
  sheet.put('autoscaler.max', max, object, maxAt);
  if (isNumber(min) && isNumber(max)) sheet.put('autoscaler.headroom', max / Math.max(1, min), object, maxAt);
  sheet.put('autoscaler.metrics', autoscaler.metrics, object, autoscaler.metricsAt);
  sheet.put('autoscaler.stabilizationSeconds', autoscaler.stabilizationSeconds, object, '/spec/behavior');
  putUtilization(context, autoscaler);
}

function putUtilization({ workload, sheet, inventory }: Context, autoscaler: Autoscaler): void {
  const { object, metricsAt, min, utilization } = autoscaler;
  const cpu = utilization.find(({ resource }) => resource === 'cpu')?.target;
  sheet.put('autoscaler.targetUtilization', cpu, object, metricsAt);
  const left = isNumber(min) ? min - Math.ceil(min / ZONES) : 0;
  if (isNumber(cpu) && isNumber(min) && left > 0) {
    sheet.put('autoscaler.utilizationAfterZoneLoss', round((cpu * min) / left), object, metricsAt);
  }
  const lacking = podContainers(workload)
    .filter((container) => container.role !== 'init')
    .filter((container) =>
      utilization.some(
        ({ resource, container: only }) =>
          (only === undefined || only === container.name) && requestOf(container, resource, inventory) === undefined,
      ),
    )
    .map((container) => container.name);
  const { template } = workload;
  sheet.put('autoscaler.containersWithoutRequest', lacking, template.source, '/containers');
  sheet.restsOn('autoscaler.containersWithoutRequest', object, metricsAt);
}

/** Knative scales by annotations on the revision template, down to none unless `min-scale` says otherwise. */
function putKnativeScale({ workload, sheet }: Context): void {
  const { template } = workload;
  const read = (name: string): FactValue | undefined =>
    readInteger(template.annotations.get(`autoscaling.knative.dev/${name}`));
  const min = read('min-scale') ?? read('minScale') ?? 0;
  const at = template.labelsAt.replace(/labels$/, 'annotations');
  sheet.put('replicas.min', min, template.object, at);
  sheet.put('replicas.max', read('max-scale') ?? read('maxScale'), template.object, at);
  sheet.put('replicas.setBy', 'autoscaler', template.object, at);
  sheet.put('autoscaler', {}, template.object, at);
  sheet.put('autoscaler.kind', 'knative', template.object, at);
  sheet.put('autoscaler.min', min, template.object, at);
  sheet.put('autoscaler.max', sheet.value('replicas.max'), template.object, at);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

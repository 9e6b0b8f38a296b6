import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import type { KubeObject } from './kube-object.ts';
import { readInteger } from './read-value.ts';

/** A horizontal autoscaler, whichever kind writes it. */
export interface Autoscaler {
  readonly object: KubeObject;
  readonly kind: 'hpa' | 'keda';
  readonly target: { readonly kind: string; readonly name: string };
  readonly min: FactValue;
  readonly max: FactValue | undefined;
  readonly minAt: string;
  readonly maxAt: string;
  /** `cpu`, `memory`, or the name of a metric or trigger. */
  readonly metrics: readonly string[];
  /** Resources whose utilisation it scales on, which need requests: for one container, or for all. */
  readonly utilization: readonly ScaledResource[];
  readonly metricsAt: string;
  readonly stabilizationSeconds: FactValue | undefined;
}

export interface ScaledResource {
  readonly resource: string;
  /** In percent of requests. */
  readonly target: FactValue | undefined;
  /** The container it is taken from; every container where absent. */
  readonly container?: string;
}

/** Seconds; Kubernetes documentation, "Horizontal Pod Autoscaling", stabilization window. */
const DEFAULT_STABILIZATION = 300;
/** KEDA documentation, "Scaling Deployments": `minReplicaCount` and `maxReplicaCount`. */
const KEDA_DEFAULTS = { min: 0, max: 100 };

export function readAutoscaler(object: KubeObject): Autoscaler {
  return object.kind === 'ScaledObject' ? readKeda(object) : readHpa(object);
}

function readHpa(object: KubeObject): Autoscaler {
  const spec = dig(object.data, 'spec');
  const metrics = arrayOf(dig(spec, 'metrics'));
  const oldTarget = dig(spec, 'targetCPUUtilizationPercentage');
  const isOld = object.apiVersion === 'autoscaling/v1' || oldTarget !== undefined;
  const old: ScaledResource[] = isOld ? [{ resource: 'cpu', target: readInteger(oldTarget ?? 80) }] : [];
  return {
    object,
    kind: 'hpa',
    target: targetOf(spec),
    min: readInteger(dig(spec, 'minReplicas') ?? 1) ?? 1,
    max: readInteger(dig(spec, 'maxReplicas')),
    minAt: '/spec/minReplicas',
    maxAt: '/spec/maxReplicas',
    metrics: [...old.map(({ resource }) => resource), ...metrics.map(metricName)],
    utilization: [...old, ...metrics.flatMap(utilizationOf)],
    metricsAt: isOld ? '/spec/targetCPUUtilizationPercentage' : '/spec/metrics',
    stabilizationSeconds: readInteger(
      dig(spec, 'behavior', 'scaleDown', 'stabilizationWindowSeconds') ?? DEFAULT_STABILIZATION,
    ),
  };
}

function metricName(metric: unknown): string {
  const type = stringOf(dig(metric, 'type')) ?? '';
  const body = dig(metric, type.charAt(0).toLowerCase() + type.slice(1));
  return (
    stringOf(dig(body, 'name')) ?? stringOf(dig(body, 'metric', 'name')) ?? stringOf(dig(body, 'metricName')) ?? type
  );
}

/** `Resource` and `ContainerResource` metrics of type Utilization; v2beta1 wrote the target beside the name. */
function utilizationOf(metric: unknown): readonly ScaledResource[] {
  const type = stringOf(dig(metric, 'type'));
  const body = dig(metric, type === 'ContainerResource' ? 'containerResource' : 'resource');
  const resource = stringOf(dig(body, 'name'));
  const target = dig(body, 'target', 'averageUtilization') ?? dig(body, 'targetAverageUtilization');
  if (resource === undefined || target === undefined) return [];
  const container = stringOf(dig(body, 'container'));
  return [{ resource, target: readInteger(target), ...(container === undefined ? {} : { container }) }];
}

function readKeda(object: KubeObject): Autoscaler {
  const spec = dig(object.data, 'spec');
  const triggers = arrayOf(dig(spec, 'triggers'));
  const behavior = dig(spec, 'advanced', 'horizontalPodAutoscalerConfig', 'behavior');
  return {
    object,
    kind: 'keda',
    target: targetOf(spec),
    min: readInteger(dig(spec, 'minReplicaCount') ?? KEDA_DEFAULTS.min) ?? KEDA_DEFAULTS.min,
    max: readInteger(dig(spec, 'maxReplicaCount') ?? KEDA_DEFAULTS.max) ?? KEDA_DEFAULTS.max,
    minAt: '/spec/minReplicaCount',
    maxAt: '/spec/maxReplicaCount',
    metrics: triggers.map((trigger) => stringOf(dig(trigger, 'type')) ?? 'unnamed'),
    utilization: triggers.flatMap(kedaUtilization),
    metricsAt: '/spec/triggers',
    stabilizationSeconds: readInteger(
      dig(behavior, 'scaleDown', 'stabilizationWindowSeconds') ?? DEFAULT_STABILIZATION,
    ),
  };
}

function kedaUtilization(trigger: unknown): readonly ScaledResource[] {
  const type = stringOf(dig(trigger, 'type'));
  const metricType = stringOf(dig(trigger, 'metricType')) ?? stringOf(dig(trigger, 'metadata', 'type'));
  if ((type !== 'cpu' && type !== 'memory') || metricType !== 'Utilization') return [];
  return [{ resource: type, target: readInteger(dig(trigger, 'metadata', 'value')) }];
}

function targetOf(spec: unknown): { readonly kind: string; readonly name: string } {
  return {
    kind: stringOf(dig(spec, 'scaleTargetRef', 'kind')) ?? 'Deployment',
    name: stringOf(dig(spec, 'scaleTargetRef', 'name')) ?? '',
  };
}

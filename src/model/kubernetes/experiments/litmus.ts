import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { ChaosExperiment, Fault } from '../../experiments/experiment.ts';
import type { KubeObject } from '../kube-object.ts';
import type { LabelSelector } from '../label-selector.ts';

/** Litmus names its faults; ChaosHub, Kubernetes and AWS faults. */
const FAULTS: readonly (readonly [RegExp, readonly Fault[]])[] = [
  [/^(?:pod-delete|container-kill|pod-autoscaler)$/, ['instance-kill']],
  [/^(?:node-drain|node-taint|node-restart|node-poweroff|kubelet-service-kill|docker-service-kill|ec2-)/, ['node']],
  [/latency$/, ['latency']],
  [/(?:loss|corruption|duplication)$/, ['packet-loss']],
  [/partition$/, ['partition']],
  [/rate-limit$/, ['bandwidth']],
  [/cpu-hog/, ['cpu']],
  [/memory-hog/, ['memory']],
  [/(?:disk-fill|io-stress|disk-loss)/, ['disk']],
  [/dns-/, ['dns']],
  [/(?:status-code|modify-body|modify-header|reset-peer)$/, ['error']],
];

export const LITMUS_KINDS: readonly string[] = ['ChaosEngine', 'ChaosSchedule'];

/** Litmus, ChaosEngine and ChaosSchedule. Each fault ends after a time of its own, whether or not one is written. */
export function readLitmus(object: KubeObject): ChaosExperiment | undefined {
  const { spec, at } = engineOf(object);
  const experiments = arrayOf(dig(spec, 'experiments'));
  if (experiments.length === 0) return undefined;
  const names = experiments.map((experiment) => (stringOf(dig(experiment, 'name')) ?? '').slice(0, 100));
  return {
    tool: 'litmus',
    faults: names.flatMap((name) => FAULTS.find(([pattern]) => pattern.test(name))?.[1] ?? []),
    faultsAt: `${at}/experiments`,
    recurring: object.kind === 'ChaosSchedule' && dig(object.data, 'spec', 'schedule', 'repeat') !== undefined,
    recurringAt: '/spec/schedule',
    judged: experiments.some((experiment) => arrayOf(dig(experiment, 'spec', 'probe')).length > 0),
    judgedAt: `${at}/experiments`,
    unbounded: [],
  };
}

function engineOf(object: KubeObject): { readonly spec: unknown; readonly at: string } {
  return object.kind === 'ChaosSchedule'
    ? { spec: dig(object.data, 'spec', 'engineTemplateSpec'), at: '/spec/engineTemplateSpec' }
    : { spec: dig(object.data, 'spec'), at: '/spec' };
}

/** The application under test: one label, and a namespace. */
export function litmusTargets(
  object: KubeObject,
): readonly { readonly selector: LabelSelector; readonly namespaces: readonly string[]; readonly at: string }[] {
  const { spec, at } = engineOf(object);
  const [key = '', value] = (stringOf(dig(spec, 'appinfo', 'applabel')) ?? '').split('=');
  const namespace = stringOf(dig(spec, 'appinfo', 'appns'));
  if (value === undefined || key === '') return [];
  const selector = { labels: new Map([[key, value]]), expressions: [] };
  return [{ selector, namespaces: namespace === undefined ? [] : [namespace], at: `${at}/appinfo` }];
}

import { dig, isObject, stringMap } from '../../lib/json.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import type { KubeObject } from './kube-object.ts';

/** How a workload runs; the neutral word for what platforms call kinds. */
export type Lifecycle = 'service' | 'daemon' | 'job' | 'schedule';

/** Where a kind keeps its pod template, as keys from the object's root, and how it runs. */
export interface WorkloadKind {
  readonly lifecycle: Lifecycle;
  readonly template: readonly string[];
  /** Where its selector stands; the kinds without one find their pods by owner. */
  readonly selector?: readonly string[];
}

const SELECTOR = ['spec', 'selector'];
const TEMPLATE = ['spec', 'template'];
const SERVICE: WorkloadKind = { lifecycle: 'service', template: TEMPLATE, selector: SELECTOR };

/** `group/Kind`, or `Kind` for the core group. */
const KINDS: ReadonlyMap<string, WorkloadKind> = new Map<string, WorkloadKind>([
  ['Pod', { lifecycle: 'service', template: [] }],
  ['ReplicationController', { lifecycle: 'service', template: TEMPLATE }],
  ['apps/Deployment', SERVICE],
  ['apps/ReplicaSet', SERVICE],
  ['apps/StatefulSet', SERVICE],
  ['apps/DaemonSet', { ...SERVICE, lifecycle: 'daemon' }],
  ['batch/Job', { lifecycle: 'job', template: TEMPLATE }],
  ['batch/CronJob', { lifecycle: 'schedule', template: ['spec', 'jobTemplate', 'spec', 'template'] }],
  ['keda.sh/ScaledJob', { lifecycle: 'job', template: ['spec', 'jobTargetRef', 'template'] }],
  ['argoproj.io/Rollout', SERVICE],
  ['serving.knative.dev/Service', { lifecycle: 'service', template: TEMPLATE }],
  ['apps.openshift.io/DeploymentConfig', { lifecycle: 'service', template: TEMPLATE }],
  ['apps.kruise.io/CloneSet', SERVICE],
  ['apps.kruise.io/StatefulSet', SERVICE],
  ['apps.kruise.io/DaemonSet', { ...SERVICE, lifecycle: 'daemon' }],
]);

/** Groups that were `apps` before it became stable; still found in old repositories. */
const OLD_GROUPS: ReadonlyMap<string, string> = new Map([['extensions', 'apps']]);

/** Kinds of workloads by their plain names, for asking whether something unread could hold one. */
export const WORKLOAD_KIND_NAMES: readonly string[] = [
  ...new Set([...KINDS.keys()].map((key) => key.replace(/.*\//, ''))),
];

/** What is known of an object's kind as a workload; custom kinds come from the configuration's `podTemplates`. */
export function workloadKindOf(
  object: KubeObject,
  podTemplates: { readonly [groupKind: string]: string },
): WorkloadKind | undefined {
  const group = OLD_GROUPS.get(object.group) ?? object.group;
  const key = group === '' ? object.kind : `${group}/${object.kind}`;
  const custom = Object.hasOwn(podTemplates, key) ? podTemplates[key] : undefined;
  if (custom !== undefined) return { lifecycle: 'service', template: custom === '' ? [] : custom.split('.') };
  return KINDS.get(key);
}

/** The pod template of an object, with the JSON pointer to it; undefined where there is none. */
export function podTemplateOf(object: KubeObject, kind: WorkloadKind): PodTemplate | undefined {
  const template = kind.template.length === 0 ? object.data : dig(object.data, ...kind.template);
  const spec = dig(template, 'spec');
  if (!isObject(spec)) return undefined;
  const at = kind.template.map((key) => `/${key}`).join('');
  return {
    object,
    source: within(object, `${at}/spec`),
    labelsAt: `${at}/metadata/labels`,
    labels: stringMap(dig(template, 'metadata', 'labels')),
    annotations: stringMap(dig(template, 'metadata', 'annotations')),
    spec,
  };
}

export interface PodTemplate {
  /** The object that holds it: the workload itself, or what its `workloadRef` names. */
  readonly object: KubeObject;
  /** Where pointers into the pod's spec, such as `/volumes`, are looked up. */
  readonly source: Locatable;
  readonly labelsAt: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly spec: { readonly [key: string]: unknown };
}

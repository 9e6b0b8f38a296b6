import { dig, stringOf } from '../../lib/json.ts';
import type { SetAssignment } from '../assign-sets.ts';
import { logicalName } from '../logical-name.ts';
import type { KubeObject } from './kube-object.ts';
import {
  type Lifecycle,
  type PodTemplate,
  podTemplateOf,
  type WorkloadKind,
  workloadKindOf,
} from './workload-kinds.ts';

/** A workload as one set deploys it. */
export interface Workload {
  readonly object: KubeObject;
  readonly kind: WorkloadKind;
  readonly lifecycle: Lifecycle;
  readonly template: PodTemplate;
  /** Its identity within the service: the logical name, told apart where it runs to completion. */
  readonly id: string;
}

interface Settings {
  readonly podTemplates: { readonly [groupKind: string]: string };
  readonly assignment: SetAssignment;
}

/** The workloads among the objects. A rollout that refers to a deployment's template stands for both. */
export function readWorkloads(objects: readonly KubeObject[], settings: Settings): readonly Workload[] {
  const workloads: Workload[] = [];
  const borrowed = new Set<KubeObject>();
  for (const object of objects) {
    const kind = workloadKindOf(object, settings.podTemplates);
    if (!kind) continue;
    const lender = lenderOf(object, objects);
    const lenderKind = lender && workloadKindOf(lender, settings.podTemplates);
    const template = lender && lenderKind ? podTemplateOf(lender, lenderKind) : podTemplateOf(object, kind);
    if (!template) continue;
    if (lender) borrowed.add(lender);
    const lifecycle = lifecycleOf(object, kind);
    workloads.push({ object, kind, lifecycle, template, id: idOf(object, lifecycle, settings.assignment) });
  }
  return borrowed.size === 0 ? workloads : workloads.filter((workload) => !borrowed.has(workload.object));
}

/** The workload whose template an Argo Rollout borrows (`spec.workloadRef`). */
function lenderOf(object: KubeObject, objects: readonly KubeObject[]): KubeObject | undefined {
  if (object.kind !== 'Rollout') return undefined;
  const name = stringOf(dig(object.data, 'spec', 'workloadRef', 'name'));
  const kind = stringOf(dig(object.data, 'spec', 'workloadRef', 'kind'));
  if (name === undefined) return undefined;
  return objects.find(
    (candidate) => candidate.set === object.set && candidate.kind === kind && candidate.name === name,
  );
}

/** A bare pod that is not restarted when it ends is a task that somebody runs once. */
function lifecycleOf(object: KubeObject, kind: WorkloadKind): Lifecycle {
  const policy = object.kind === 'Pod' ? stringOf(dig(object.data, 'spec', 'restartPolicy')) : undefined;
  return policy === 'Never' || policy === 'OnFailure' ? 'job' : kind.lifecycle;
}

function idOf(object: KubeObject, lifecycle: Lifecycle, assignment: SetAssignment): string {
  const name = logicalName(object.name, assignment.sets.get(object.set));
  return lifecycle === 'job' || lifecycle === 'schedule' ? `${name} (job)` : name;
}

import { dig, stringOf } from '../../../lib/json.ts';
import { putChaos } from '../../experiments/experiment.ts';
import { FactSheet } from '../../fact-sheet.ts';
import type { VariantDraft } from '../../group-variants.ts';
import { logicalName } from '../../logical-name.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import { coordinatesOf, draft } from '../kube-draft.ts';
import type { KubeObject } from '../kube-object.ts';
import { selectorMatches } from '../label-selector.ts';
import type { Workload } from '../workload.ts';
import { WORKLOAD_KIND_NAMES } from '../workload-kinds.ts';
import { CHAOS_MESH_KINDS, chaosMeshTargets, readChaosMesh } from './chaos-mesh.ts';
import { LITMUS_KINDS, litmusTargets, readLitmus } from './litmus.ts';

type Targets = ReturnType<typeof chaosMeshTargets>;

/** Chaos experiments and load tests that are declared to Kubernetes. */
export function kubernetesExperiments(inventory: Inventory): readonly VariantDraft[] {
  const chaos = [
    ...CHAOS_MESH_KINDS.map((kind) => ({
      kind,
      group: 'chaos-mesh.org',
      read: readChaosMesh,
      targets: chaosMeshTargets,
    })),
    ...LITMUS_KINDS.map((kind) => ({ kind, group: 'litmuschaos.io', read: readLitmus, targets: litmusTargets })),
  ];
  return [
    ...chaos.flatMap(({ kind, group, read, targets }) =>
      ofGroup(inventory, kind, group).flatMap((object) => {
        const experiment = read(object);
        if (!experiment) return [];
        const sheet = new FactSheet(object, '/kind');
        putChaos(sheet, object, experiment);
        const workloads = putTargets(sheet, object, { inventory, targets: targets(object) });
        return [draftOf(object, 'chaos', { inventory, sheet, workloads })];
      }),
    ),
    ...['TestRun', 'K6'].flatMap((kind) =>
      ofGroup(inventory, kind, 'k6.io').map((object) => {
        const sheet = new FactSheet(object, '/kind');
        putTestRun(sheet, object);
        return draftOf(object, 'load', { inventory, sheet, workloads: [] });
      }),
    ),
  ];
}

function ofGroup(inventory: Inventory, kind: string, group: string): readonly KubeObject[] {
  return inventory.ofKind(kind).filter((object) => object.group === group);
}

interface Drafted {
  readonly inventory: Inventory;
  readonly sheet: FactSheet;
  readonly workloads: readonly Workload[];
}

function draftOf(object: KubeObject, kind: 'chaos' | 'load', { inventory, sheet, workloads }: Drafted): VariantDraft {
  const id = `${kind}/${logicalName(object.name, inventory.sets.get(object.set))}`;
  const what = { kind: 'experiment', id, coordinates: coordinatesOf(object) } as const;
  return draft(what, { object, workloads, sheet, inventory });
}

function putTestRun(sheet: FactSheet, object: KubeObject): void {
  sheet.put('kind', 'load', object, '/kind');
  sheet.put('tool', 'k6', object, '/kind');
  sheet.put('criteria', {}, object, '/spec/script');
  const script = stringOf(dig(object.data, 'spec', 'script', 'configMap', 'name')) ?? 'its script';
  sheet.put('criteria.declared', unknown('unresolved', `its thresholds stand in ${script}`), object, '/spec/script');
}

interface Aimed {
  readonly inventory: Inventory;
  readonly targets: Targets;
}

/** The workloads that it is aimed at; none where its selector matches nothing that runs in the namespaces it names. */
function putTargets(sheet: FactSheet, object: KubeObject, { inventory, targets }: Aimed): readonly Workload[] {
  if (targets.length === 0) return [];
  const hit = targets.map((target) => ({ target, workloads: hitBy(target, object, inventory) }));
  const missed = hit.find(({ workloads }) => workloads.length === 0);
  const isElsewhere =
    missed &&
    (inventory.mayHold(WORKLOAD_KIND_NAMES, object.set) ?? nothingRunsIn(missed.target.namespaces, inventory));
  const at = (missed ?? hit[0])?.target.at ?? '/spec';
  const count = new Set(hit.flatMap(({ workloads }) => workloads.map(({ id }) => id))).size;
  sheet.put('targets', {}, object, at);
  sheet.put('targets.missed', isElsewhere ?? hit.filter(({ workloads }) => workloads.length === 0).length, object, at);
  sheet.put('targets.count', count === 0 && isElsewhere ? isElsewhere : count, object, at);
  return hit.flatMap(({ workloads }) => workloads);
}

function hitBy(target: Targets[number], object: KubeObject, inventory: Inventory): readonly Workload[] {
  const { selector, namespaces } = target;
  return inventory.workloads.filter(
    (workload) =>
      (namespaces.length === 0 ||
        workload.object.namespace === undefined ||
        namespaces.includes(workload.object.namespace)) &&
      selectorMatches(selector, new Map([...workload.object.labels, ...workload.template.labels])) &&
      inventory.compatible(object.set, workload.object.set),
  );
}

function nothingRunsIn(namespaces: readonly string[], inventory: Inventory) {
  const isHere = inventory.workloads.some(
    ({ object }) => namespaces.length === 0 || object.namespace === undefined || namespaces.includes(object.namespace),
  );
  return isHere ? undefined : unknown('elsewhere', 'nothing that runs in its namespaces stands in this repository');
}

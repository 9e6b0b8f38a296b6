import type { BuiltImage, SetId, Unread } from '../../types/document.ts';
import type { Timetable } from '../../types/timetable.ts';
import type { Unknown } from '../../types/unknown.ts';
import type { AssignedSet } from '../assign-sets.ts';
import { logicalName } from '../logical-name.ts';
import { unknown } from '../unknown.ts';
import type { KubeObject } from './kube-object.ts';
import type { ScrapeJob } from './scrape-jobs.ts';
import type { Workload } from './workload.ts';

/** Everything that was read of Kubernetes, indexed for joins. */
export interface Inventory {
  readonly objects: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  readonly sets: ReadonlyMap<SetId, AssignedSet>;
  readonly builtImages: readonly BuiltImage[];
  /** A pipeline that nobody read, which may deploy with values of its own. */
  readonly unreadPipeline: Unread | undefined;
  /** What timetables come to, by `timetableKey`. */
  readonly timetables: ReadonlyMap<string, Timetable>;
  readonly scrapeJobs: readonly ScrapeJob[];
  /** Objects of a kind, in any set. */
  ofKind(kind: string): readonly KubeObject[];
  /** Objects of a kind with this name, in any set. */
  named(kind: string, name: string): readonly KubeObject[];
  /** Whether a set has an object of this kind and logical name. */
  deploys(set: SetId, kind: string, name: string): boolean;
  /** Workloads of a set by their id. */
  runs(set: SetId, workloadId: string): boolean;
  /** Why the absence of a kind cannot be concluded for a set; undefined where everything that could hold it was read. */
  mayHold(kind: string | readonly string[], set: SetId): Unknown | undefined;
  /** Why it cannot be told what an object selects: nothing that runs in its namespace stands in this repository. */
  selectsElsewhere(object: KubeObject): Unknown | undefined;
  /** Whether two sets may be parts of one deployment: the same, or not of different environments. */
  compatible(one: SetId, other: SetId): boolean;
}

interface Parts {
  readonly objects: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  readonly sets: ReadonlyMap<SetId, AssignedSet>;
  readonly unread: readonly Unread[];
  readonly builtImages: readonly BuiltImage[];
  readonly timetables?: ReadonlyMap<string, Timetable> | undefined;
  readonly scrapeJobs: readonly ScrapeJob[];
}

export function buildInventory(parts: Parts): Inventory {
  const byKind = Map.groupBy(parts.objects, (object) => object.kind);
  const byName = Map.groupBy(parts.objects, (object) => `${object.kind}/${object.name}`);
  const deployed = new Set(
    parts.objects.map(
      (object) => `${object.set}|${object.kind}/${logicalName(object.name, parts.sets.get(object.set))}`,
    ),
  );
  const running = new Set(parts.workloads.map((workload) => `${workload.object.set}|${workload.id}`));
  const compatible = compatibility(parts.sets);
  return {
    objects: parts.objects,
    workloads: parts.workloads,
    sets: parts.sets,
    builtImages: parts.builtImages,
    unreadPipeline: parts.unread.find(({ mentions }) => mentions?.includes('Pipeline')),
    timetables: parts.timetables ?? new Map(),
    scrapeJobs: parts.scrapeJobs,
    ofKind: (kind) => byKind.get(kind) ?? [],
    named: (kind, name) => byName.get(`${kind}/${name}`) ?? [],
    deploys: (set, kind, name) => deployed.has(`${set}|${kind}/${name}`),
    runs: (set, workloadId) => running.has(`${set}|${workloadId}`),
    mayHold: (kind, set) =>
      concealed(parts.unread, [kind].flat(), {
        own: set,
        isBeside: (other) => other === undefined || compatible(set, other),
      }),
    selectsElsewhere: (object) => elsewhere(object, parts.workloads, compatible),
    compatible,
  };
}

function elsewhere(
  object: KubeObject,
  workloads: readonly Workload[],
  compatible: (one: SetId, other: SetId) => boolean,
): Unknown | undefined {
  const isHere = workloads.some(
    (workload) =>
      (object.namespace === undefined ||
        workload.object.namespace === undefined ||
        object.namespace === workload.object.namespace) &&
      compatible(object.set, workload.object.set),
  );
  return isHere ? undefined : unknown('elsewhere', 'nothing that runs in its namespace stands in this repository');
}

function compatibility(sets: ReadonlyMap<SetId, AssignedSet>): (one: SetId, other: SetId) => boolean {
  return (one, other) => {
    if (one === other) return true;
    const left = sets.get(one)?.environment;
    const right = sets.get(other)?.environment;
    return left === undefined || right === undefined || left === right;
  };
}

/**
 * What could not be read hides a kind that its raw text names, wherever the join would have looked. Where nothing can
 * be told of its text (a remote part of a chart), it hides anything of its own set, and nothing of other sets. What a
 * chart writes once its installer asks for it belongs to that chart alone.
 */
function concealed(unread: readonly Unread[], kinds: readonly string[], near: Near): Unknown | undefined {
  const source = unread.find(({ mentions, set, reason }) => {
    const isOfOneSet = mentions === undefined || reason === 'unresolved';
    if (isOfOneSet && set !== undefined && set !== near.own) return false;
    if (mentions === undefined) return true;
    return near.isBeside(set) && kinds.some((kind) => mentions.includes(kind));
  });
  return source && unknown(source.reason, `it could stand in what was not read: ${source.detail}`);
}

interface Near {
  readonly own: SetId;
  isBeside(set: SetId | undefined): boolean;
}

import type { Coordinates, SubjectKind } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { Inventory } from './inventory.ts';
import type { KubeObject } from './kube-object.ts';
import type { Workload } from './workload.ts';

interface What {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly coordinates: Coordinates;
}

interface From {
  readonly object: KubeObject;
  /** The workloads that it is or acts on: they decide which service it belongs to. */
  readonly workloads: readonly Workload[];
  readonly sheet: FactSheet;
  readonly inventory: Inventory;
}

/** A variant whose service is not settled yet. */
export function draft({ kind, id, coordinates }: What, { object, workloads, sheet, inventory }: From): VariantDraft {
  const environment = inventory.sets.get(object.set)?.environment;
  const [first] = workloads;
  return {
    kind,
    id,
    files: first ? [first.object.document.file, first.template.object.document.file] : [object.document.file],
    names: first ? [first.id.replace(/ \(job\)$/, '')] : [id.slice(id.indexOf('/') + 1)],
    variant: {
      set: object.set,
      ...(environment === undefined ? {} : { environment }),
      coordinates,
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path) => sheet.locate(path),
    },
  };
}

export function coordinatesOf(object: KubeObject): Coordinates {
  const { namespace } = object;
  const where = namespace === undefined ? {} : { namespace };
  return { platform: 'kubernetes', kind: object.kind, name: object.name, ...where };
}

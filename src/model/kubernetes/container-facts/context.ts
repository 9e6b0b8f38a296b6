import type { FactSheet } from '../../fact-sheet.ts';
import type { Inventory } from '../inventory.ts';
import type { PodContainer } from '../pod-containers.ts';
import type { Relations } from '../relations.ts';
import type { Workload } from '../workload.ts';

/** What computing a container's facts may look at. */
export interface ContainerContext {
  readonly container: PodContainer;
  /** The workload it belongs to, with the facts that are already put. */
  readonly owner: { readonly workload: Workload; readonly sheet: FactSheet };
  readonly inventory: Inventory;
  readonly relations: Relations;
  readonly sheet: FactSheet;
}

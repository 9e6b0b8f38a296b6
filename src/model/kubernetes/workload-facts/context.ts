import type { FactSheet } from '../../fact-sheet.ts';
import type { Inventory } from '../inventory.ts';
import type { Relations } from '../relations.ts';
import type { Workload } from '../workload.ts';

/** What computing a workload's facts may look at. */
export interface Context {
  readonly workload: Workload;
  readonly inventory: Inventory;
  readonly relations: Relations;
  readonly sheet: FactSheet;
}

import type { FactSheet } from '../../fact-sheet.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import type { Relations } from '../relations.ts';

/** What computing an endpoint's facts may look at. */
export interface EndpointContext {
  readonly object: KubeObject;
  readonly inventory: Inventory;
  readonly relations: Relations;
  readonly sheet: FactSheet;
}

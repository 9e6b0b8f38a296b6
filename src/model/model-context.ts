import type { Collection } from '../types/document.ts';
import type { ModelSettings } from '../types/examination.ts';
import type { RuleBook } from './alerting/rule-book.ts';
import type { SetAssignment } from './assign-sets.ts';
import type { Inventory } from './kubernetes/inventory.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import type { Pipeline } from './pipelines/pipeline.ts';

/** What subjects are made from: all that was read, and what several topics need of it, worked out once. */
export interface ModelContext {
  readonly collection: Collection;
  readonly settings: ModelSettings;
  readonly assignment: SetAssignment;
  readonly objects: readonly KubeObject[];
  readonly inventory: Inventory;
  readonly rules: RuleBook;
  readonly pipelines: readonly Pipeline[];
}

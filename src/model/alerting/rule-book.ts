import type { Collection } from '../../types/document.ts';
import type { SetAssignment } from '../assign-sets.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { type Records, recordsOf } from './records.ts';
import { type Rule, readRules } from './rules.ts';

/** All rules of the repository, read once for alerts, dashboards and objectives. */
export interface RuleBook {
  readonly alerts: readonly Rule[];
  readonly records: Records;
}

export function readRuleBook(
  collection: Collection,
  objects: readonly KubeObject[],
  assignment: SetAssignment,
): RuleBook {
  const rules = readRules(collection, objects, assignment);
  return { alerts: rules.filter(({ kind }) => kind === 'alert'), records: recordsOf(rules) };
}

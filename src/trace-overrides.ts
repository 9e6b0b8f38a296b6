import { dateScopeChanges } from './config/date-scope-changes.ts';
import type { History } from './config/last-change.ts';
import { readRecords } from './config/read-records.ts';
import { arrayOf, member, stringOf } from './lib/json.ts';
import { samePerson } from './lib/same-person.ts';
import { matchesCodeowners } from './model/codeowners-pattern.ts';
import type { Document } from './types/document.ts';
import type { Override } from './types/override.ts';

export interface OverrideTraces {
  /** Where what they cover may have changed. */
  readonly history: History;
  /** Where they were written; the same history where none is given. */
  readonly records?: History;
  /** Those that hold CODEOWNERS. */
  readonly documents: readonly Document[];
}

/** What git history and CODEOWNERS say of waivers and attestations: who wrote them and when, and what changed since. */
export async function traceOverrides(
  overrides: readonly Override[],
  { history, records = history, documents }: OverrideTraces,
): Promise<readonly Override[]> {
  const recorded = await readRecords(records, await dateScopeChanges(history, overrides));
  return recorded.map((override) => verify(override, documents));
}

/** An approver is claimed until the commit's author or CODEOWNERS is the same. What is not committed nobody approved. */
function verify(override: Override, documents: readonly Document[]): Override {
  if (override.kind !== 'waiver' || !override.recorded || override.verifiedBy !== undefined) return override;
  const owners = codeownersOf(override.place.file, documents);
  return owners.some((owner) => samePerson(owner, override.approver))
    ? { ...override, verifiedBy: 'codeowners' }
    : override;
}

/** The last rule that matches counts. */
function codeownersOf(file: string, documents: readonly Document[]): readonly string[] {
  const rules = arrayOf(member(documents.find(({ format }) => format === 'codeowners')?.data, 'rules'));
  const last = rules.findLast((rule) => matchesCodeowners(stringOf(member(rule, 'pattern')) ?? '', file));
  return arrayOf(member(last, 'owners')).filter((owner) => typeof owner === 'string');
}

import { isObject, pointerToken } from '../../../lib/json.ts';
import type { Touch } from '../../../types/document.ts';
import type { KustomizeRecord } from '../records/deployment-record.ts';

/** Where the record that deploys a folder changes an object beyond what the folder itself says. */
export function changedByRecord(record: KustomizeRecord | undefined, data: unknown): readonly Touch[] {
  if (!record?.changes) return [];
  const pointers = record.changes === 'anything' ? [''] : variablePointers(data, '');
  return pointers.map((pointer) => ({ pointer, by: record.file }));
}

function variablePointers(data: unknown, at: string): readonly string[] {
  if (typeof data === 'string') return data.includes('${') ? [at] : [];
  if (Array.isArray(data)) return data.flatMap((item, index) => variablePointers(item, `${at}/${index}`));
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => variablePointers(value, `${at}/${pointerToken(key)}`));
}

import { dig, stringOf } from '../lib/json.ts';
import type { Document } from '../types/document.ts';

const GROUPS: ReadonlySet<string> = new Set(['chaos-mesh.org', 'litmuschaos.io', 'k6.io']);

/** Whether a document is a test of a running service: such tests speak for it even from a folder of tests. */
export function isExperiment({ format, data }: Document): boolean {
  if (format === 'load-test') return true;
  return GROUPS.has((stringOf(dig(data, 'apiVersion')) ?? '').split('/')[0] ?? '');
}

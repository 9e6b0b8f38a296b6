import { isObject } from '../lib/json.ts';

/** The fact paths that a schema compares with through `$data`, sorted, each once. A malformed pointer gives itself. */
export function readsOf(schema: unknown): readonly string[] {
  return [...new Set(pointersIn(schema).map(toFactPath))].sort();
}

/** `/probes/liveness/periodSeconds` is `probes.liveness.periodSeconds`. */
export function toFactPath(pointer: string): string {
  return /^(?:\/[A-Za-z0-9]+)+$/.test(pointer) ? pointer.slice(1).replaceAll('/', '.') : pointer;
}

function pointersIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(pointersIn);
  if (!isObject(schema)) return [];
  if ('$data' in schema) return [String(schema['$data'])];
  return Object.values(schema).flatMap(pointersIn);
}

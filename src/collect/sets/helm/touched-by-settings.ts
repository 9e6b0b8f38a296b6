import { isObject, pointerToken } from '../../../lib/json.ts';
import { resourceIdentity } from '../resource-identity.ts';
import type { RenderedObject } from './rendered-objects.ts';

/**
 * Where two renderings of one object differ, as JSON pointers: what a value reaches that was set in only one of
 * them. `''` where the object stands in one rendering alone.
 */
export function touchedBySettings(object: RenderedObject, others: readonly RenderedObject[]): readonly string[] {
  const key = identityKey(object);
  const twin = others.find((other) => identityKey(other) === key);
  return twin ? differences(object.data, twin.data, '') : [''];
}

function identityKey({ data, template }: RenderedObject): string {
  const identity = resourceIdentity(data);
  return `${template}\n${identity?.kind}\n${identity?.name}`;
}

function differences(a: unknown, b: unknown, at: string): readonly string[] {
  if (a === b) return [];
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    return a.flatMap((item, index) => differences(item, b[index], `${at}/${index}`));
  }
  if (!isObject(a) || !isObject(b)) return [at];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => differences(a[key], b[key], `${at}/${pointerToken(key)}`));
}

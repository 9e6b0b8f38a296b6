import { isObject } from './json.ts';

/** JSON with the keys of every map sorted, so that equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => {
    if (!isObject(entry)) return entry;
    const keys = Object.keys(entry).sort();
    return Object.fromEntries(keys.map((key) => [key, entry[key]]));
  });
}

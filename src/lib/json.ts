/** A JSON object whose members are not known yet. */
export type JsonObject = { readonly [key: string]: unknown };

const NOTHING: JsonObject = Object.freeze({});
const EMPTY: readonly unknown[] = Object.freeze([]);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else counts as an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING;
}

/** The value as an array; anything else counts as an empty one. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : EMPTY;
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** An own member; what stands on the prototype is never data. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as JsonObject)[key];
}

/** Follows keys downwards; undefined as soon as one is missing. */
export function dig(value: unknown, ...keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) here = member(here, key);
  return here;
}

/** The string members of an object, such as labels; numbers and booleans are read as the text they stand for. */
export function stringMap(value: unknown): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [key, entry] of Object.entries(objectOf(value))) {
    if (typeof entry === 'string') map.set(key, entry);
    else if (typeof entry === 'number' || typeof entry === 'boolean') map.set(key, String(entry));
  }
  return map;
}

/** One reference token of a JSON pointer (RFC 6901), escaped. */
export function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

import { isObject, member, pointerToken } from '../../lib/json.ts';

export function tokensOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerOf(tokens: readonly string[]): string {
  return tokens.map((token) => `/${pointerToken(token)}`).join('');
}

export function valueAt(data: unknown, tokens: readonly string[]): unknown {
  let here = data;
  for (const token of tokens) here = member(here, token);
  return here;
}

/** The longest part of a path that the data has. */
export function existingPart(data: unknown, tokens: readonly string[]): readonly string[] {
  let here = data;
  for (const [index, token] of tokens.entries()) {
    here = member(here, token);
    if (here === undefined) return tokens.slice(0, index);
  }
  return tokens;
}

/**
 * The same path in another version of the data, where items of a list may stand elsewhere: items with a name
 * are matched by it, others by their value, else by their index. Undefined when the other version lacks it.
 */
export function translatePath(from: unknown, to: unknown, tokens: readonly string[]): readonly string[] | undefined {
  const translated: string[] = [];
  let here = from;
  let there = to;
  for (const token of tokens) {
    const next = Array.isArray(here) && Array.isArray(there) ? indexLike(member(here, token), there, token) : token;
    here = member(here, token);
    there = member(there, next);
    if (there === undefined) return undefined;
    translated.push(next);
  }
  return translated;
}

/** The index of the list's item that stands for the same thing. */
export function indexLike(item: unknown, list: readonly unknown[], fallback: string): string {
  const name = member(item, 'name');
  if (isObject(item) && name !== undefined) return String(list.findIndex((other) => member(other, 'name') === name));
  if (isSame(list[Number(fallback)], item)) return fallback;
  const index = list.findIndex((other) => isSame(other, item));
  return index === -1 && isObject(item) ? fallback : String(index);
}

/** Equal scalars, or equal structures; key order does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

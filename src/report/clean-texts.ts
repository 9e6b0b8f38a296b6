import { plainText } from '../lib/sanitize.ts';

const maxText = 2000;

/** The same value with every text in it, keys included, made safe to print on one line. */
export function cleanTexts<Value>(value: Value): Value {
  return clean(value) as Value; // Same shape: only texts are replaced.
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value, maxText);
  if (Array.isArray(value)) return cleanList(value);
  if (typeof value !== 'object' || value === null) return value;
  return cleanMembers(value as Members); // An object by the lines above.
}

type Members = { readonly [key: string]: unknown };

/** What is clean is kept as it is: nearly all of a review is, and copying takes longer than reading. */
function cleanList(list: readonly unknown[]): readonly unknown[] {
  const cleaned = list.map(clean);
  return cleaned.every((item, index) => item === list[index]) ? list : cleaned;
}

function cleanMembers(members: Members): Members {
  const keys = Object.keys(members);
  const cleaned = keys.map((key) => clean(members[key]));
  const isClean = keys.every((key, index) => cleaned[index] === members[key] && plainText(key, maxText) === key);
  return isClean ? members : Object.fromEntries(keys.map((key, index) => [plainText(key, maxText), cleaned[index]]));
}

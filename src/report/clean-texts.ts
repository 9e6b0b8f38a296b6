import { plainText } from '../lib/sanitize.ts';

const maxText = 2000;

/** The same value with every text in it, keys included, made safe to print on one line. */
export function cleanTexts<Value>(value: Value): Value {
  return clean(value) as Value; // Same shape: only texts are replaced.
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value, maxText);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key, maxText), clean(item)]));
}

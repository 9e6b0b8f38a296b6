import { isObject, type JsonObject } from '../lib/json.ts';
import type { Facts, FactValue } from '../types/subject.ts';

/** Makes dotted keys nested: `{ 'replicas.min': 2 }` becomes `{ replicas: { min: 2 } }`. */
export function expandFacts(facts: JsonObject): Facts {
  const expanded: Record<string, FactValue> = {};
  for (const [path, value] of Object.entries(facts)) place(expanded, path.split('.'), value);
  return expanded;
}

function place(target: Record<string, FactValue>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (first === '__proto__') return;
  if (rest.length > 0) {
    const inner = { ...(isObject(target[first]) ? target[first] : {}) } as Record<string, FactValue>;
    place(inner, rest, value);
    target[first] = inner;
  } else if (isObject(value) && !('$unknown' in value)) {
    const before = isObject(target[first]) ? target[first] : {};
    target[first] = { ...before, ...expandFacts(value) } as FactValue;
  } else {
    target[first] = value as FactValue;
  }
}

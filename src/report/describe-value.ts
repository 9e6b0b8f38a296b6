import { canonicalJson } from '../lib/canonical-json.ts';
import { isObject, type JsonObject, stringOf } from '../lib/json.ts';

/** A fact's value in a report: texts and lists of them as they are, everything else as JSON with sorted keys, nothing as `nothing`, what is not known with the reason. */
export function describeValue(value: unknown, maxLength = 120): string {
  const text = describe(value);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value || '""';
  if (isUnknown(value)) return `not known (${stringOf(value['detail']) ?? value['$unknown']})`;
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
  return isList ? value.join(', ') : canonicalJson(value);
}

/** The marker of a fact that could not be told. */
export function isUnknown(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['$unknown'] === 'string';
}

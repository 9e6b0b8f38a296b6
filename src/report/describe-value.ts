import { canonicalJson } from '../lib/canonical-json.ts';

/** A fact's value in a report: texts and lists of them as they are, everything else as JSON with sorted keys, nothing as `nothing`. */
export function describeValue(value: unknown, maxLength = 120): string {
  const text = describe(value);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value || '""';
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
  return isList ? value.join(', ') : canonicalJson(value);
}

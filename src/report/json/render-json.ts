import type { Review } from '../../types/review.ts';
import { printJson } from '../print-json.ts';

const order: readonly string[] = [
  '$schema',
  'schemaVersion',
  'tool',
  'generatedAt',
  'target',
  'profile',
  'gate',
  'services',
  'checks',
  'subjects',
  'findings',
  'read',
  'unread',
  'overrides',
  'baseline',
  'comparison',
];

/** The review file: the same review gives the same bytes. Known members first and in a fixed order, all others sorted. */
export function renderJson(review: Review): string {
  return printJson(sortTop(review));
}

function sortTop(review: Review): unknown {
  const known = order.filter((key) => Object.hasOwn(review, key));
  const others = Object.keys(review)
    .filter((key) => !order.includes(key))
    .sort();
  const members = new Map<string, unknown>(Object.entries(review));
  return Object.fromEntries([...known, ...others].map((key) => [key, sortKeys(members.get(key))]));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as { readonly [key: string]: unknown }; // An object, by the lines above.
  const keys = Object.keys(members).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(members[key])]));
}

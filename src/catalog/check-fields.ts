import { isObject } from '../lib/json.ts';
import type { Path } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

export interface Field {
  readonly required?: boolean;
  /** Completes "must be …". */
  readonly wants: string;
  valid(value: unknown): boolean;
}

export type Fields = { readonly [key: string]: Field };

/** Whether the value is a map with exactly the known keys, in the table's order where `ordered`. */
export function checkFields(value: unknown, fields: Fields, at: Path, report: Report, ordered = false): boolean {
  if (!isObject(value)) {
    report(at, 'This must be a map.');
    return false;
  }
  const known = Object.keys(fields);
  let sound = true;
  const complain = (path: Path, message: string, hint?: string) => {
    sound = false;
    report(path, message, hint);
  };
  for (const [key, entry] of Object.entries(value)) {
    const field = fields[key];
    if (!field) complain([...at, key], `Unknown key \`${key}\`.`, suggest(key, known));
    else if (!field.valid(entry)) complain([...at, key], `\`${key}\` must be ${field.wants}.`);
  }
  for (const key of known.filter((name) => fields[name]?.required && !(name in value))) {
    complain(at, `\`${key}\` is missing; it must be ${fields[key]?.wants}.`);
  }
  if (ordered) checkOrder(Object.keys(value), known, (key, message) => complain([...at, key], message));
  return sound;
}

function checkOrder(
  keys: readonly string[],
  known: readonly string[],
  complain: (key: string, message: string) => void,
) {
  let highest = -1;
  for (const key of keys) {
    const rank = known.indexOf(key);
    if (rank < 0) continue;
    if (rank < highest) complain(key, `\`${key}\` must stand before \`${known[highest]}\`.`);
    else highest = rank;
  }
}

export const text: Field = { wants: 'a text', valid: (value) => typeof value === 'string' && value.trim() !== '' };
export const flag: Field = { wants: 'true or false', valid: (value) => typeof value === 'boolean' };
export const map: Field = { wants: 'a map', valid: isObject };
export const list: Field = { wants: 'a list', valid: Array.isArray };
export const texts: Field = {
  wants: 'a list of texts',
  valid: (value) => Array.isArray(value) && value.every((entry) => text.valid(entry)),
};

export function required(field: Field): Field {
  return { ...field, required: true };
}

export function oneOf(words: readonly string[]): Field {
  return {
    wants: `one of ${words.join(', ')}`,
    valid: (value) => typeof value === 'string' && words.includes(value),
  };
}

export function listOf(words: readonly string[]): Field {
  return {
    wants: `a list of ${words.join(', ')}`,
    valid: (value) => Array.isArray(value) && value.every((entry) => words.includes(entry)),
  };
}

import type { ErrorObject } from 'ajv';
import type { Problem } from '../errors.ts';
import { isCalendarDay } from '../lib/is-calendar-day.ts';
import { member } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import { plainText } from '../lib/sanitize.ts';
import type { Settings, SettingsPath } from './parse-settings.ts';
import { fits, type SettingsKind } from './quick-validators.ts';

/** Everything that is wrong with a file, in the order of its lines. Each property's `description` says what it must be. */
export async function validateSettings(
  settings: Settings,
  kind: SettingsKind,
  schema: object,
): Promise<readonly Problem[]> {
  if (await fits(kind, settings.data)) return [];
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, verbose: true, formats: { 'calendar-day': isCalendarDay } });
  const validate = ajv.compile(schema);
  if (validate(settings.data)) return [];
  const problems = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .map((error) => problemOf(error, settings));
  const distinct = new Map(problems.map((problem) => [`${problem.place?.line} ${problem.message}`, problem]));
  return [...distinct.values()].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
}

function problemOf(error: ErrorObject, settings: Settings): Problem {
  const path = pathOf(error.instancePath, settings.data);
  const at = (key?: unknown) => ({
    file: settings.file,
    line: settings.lineOf(key === undefined ? path : [...path, String(key)]),
  });
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const known = Object.keys(member(error.parentSchema, 'properties') ?? {});
    return { message: `Unknown key \`${shown(key)}\`.`, ...hint(key, known), place: at(key) };
  }
  if (error.keyword === 'required') {
    return { message: `\`${error.params['missingProperty']}\` is missing${within(path)}.`, place: at() };
  }
  if (error.propertyName !== undefined) {
    return { message: `\`${shown(error.propertyName)}\` must be ${wanted(error)}.`, place: at(error.propertyName) };
  }
  const value = `this is ${shown(JSON.stringify(error.data) ?? 'nothing')}`;
  return { message: `${subject(path)} must be ${wanted(error)}; ${value}.`, ...hintFor(error), place: at() };
}

/** The steps of a JSON pointer; those into lists as numbers. */
function pathOf(pointer: string, data: unknown): SettingsPath {
  const steps: (string | number)[] = [];
  let here = data;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    steps.push(Array.isArray(here) ? Number(key) : key);
    here = member(here, key);
  }
  return steps;
}

function wanted({ keyword, params, parentSchema, schema }: ErrorObject): string {
  if (keyword === 'enum' && Array.isArray(schema)) return `one of ${schema.join(', ')}`;
  if (keyword === 'maxItems') return `a list of at most ${params['limit']}`;
  if (keyword === 'maxLength') return `at most ${params['limit']} characters long`;
  if (keyword === 'uniqueItems') return 'a list in which nothing stands twice';
  return String(member(parentSchema, 'description') ?? `valid (${keyword})`);
}

function hintFor({ keyword, schema, data }: ErrorObject): { readonly hint?: string } {
  return keyword === 'enum' && Array.isArray(schema) && typeof data === 'string' ? hint(data, schema.map(String)) : {};
}

function hint(word: string, known: readonly string[]): { readonly hint?: string } {
  const meant = nearest(word, known);
  if (meant !== undefined) return { hint: `Did you mean \`${meant}\`?` };
  return known.length > 0 ? { hint: `Known here: ${known.join(', ')}.` } : {};
}

/** The last step that has a name, and which entry of it. */
function subject(path: SettingsPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'This file';
  if (typeof last === 'string') return `\`${shown(last)}\``;
  const list = path.at(-2);
  return list === undefined ? `Entry ${last + 1}` : `Entry ${last + 1} of \`${shown(String(list))}\``;
}

function within(path: SettingsPath): string {
  return path.length === 0 ? '' : ` in ${subject(path).replace(/^Entry/, 'entry')}`;
}

function shown(text: string): string {
  return plainText(text, 80);
}

import { formatAmount } from '../lib/format-amount.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseQuantity } from '../lib/parse-quantity.ts';
import type { PredicateSchema } from '../types/check.ts';
import type { FactSpec } from '../types/vocabulary.ts';
import { isAgeKeyword } from './asks-for-age.ts';
import { nameTypes } from './fact-types.ts';
import { keywords, type ValueKind } from './keywords.ts';
import { toFactPath } from './reads-of.ts';

type Unit = FactSpec['unit'];

/** What would pass, in words that complete "wanted: …". */
export function describeWanted(predicate: PredicateSchema, unit?: Unit): string {
  if (typeof predicate === 'string') return predicate;
  const parts = Object.entries(predicate).map(([name, value]) => describeKeyword(name, value, unit));
  return [...new Set(parts)].join(' and ');
}

function describeKeyword(name: string, value: unknown, unit: Unit): string {
  const keyword = keywords[name];
  if (unit === 'date' && isAgeKeyword(name)) return describeAge(name, value);
  if (keyword?.becomes) return describeKeyword(keyword.becomes, amountOf(keyword.value, value), unit);
  const words = phrases[name];
  if (words) return words(value, unit);
  return `${name} ${show(value, unit)}`;
}

function describeAge(name: string, value: unknown): string {
  const seconds = parseDuration(String(value)) ?? 0;
  if (seconds === 0) return name === 'maxAge' ? 'today or a day to come' : 'today or a day that is past';
  const amount = formatAmount(seconds, 'seconds');
  return name === 'maxAge' ? `a day at most ${amount} ago` : `a day at least ${amount} ago`;
}

function amountOf(kind: ValueKind, value: unknown): unknown {
  return kind === 'duration' ? parseDuration(String(value)) : parseQuantity(String(value));
}

const phrases: Readonly<Record<string, (value: unknown, unit: Unit) => string>> = {
  const: show,
  enum: (value) =>
    Array.isArray(value) && value.length > 1
      ? `one of: ${value.map((entry) => show(entry)).join(', ')}`
      : show([value].flat()[0]),
  minimum: (value, unit) => `at least ${show(value, unit)}`,
  maximum: (value, unit) => `at most ${show(value, unit)}`,
  exclusiveMinimum: (value, unit) => `more than ${show(value, unit)}`,
  exclusiveMaximum: (value, unit) => `less than ${show(value, unit)}`,
  multipleOf: (value, unit) => `a multiple of ${show(value, unit)}`,
  minLength: (value) => (value === 1 ? 'a text that is not empty' : `at least ${show(value)} characters`),
  maxLength: (value) => `at most ${show(value)} characters`,
  pattern: (value) => `a text that matches /${show(value)}/`,
  minItems: (value) => (value === 1 ? 'a list that is not empty' : `at least ${show(value)} entries`),
  maxItems: (value) => (value === 0 ? 'an empty list' : `at most ${entries(value)}`),
  uniqueItems: (value) => (value === false ? 'a list' : 'a list without repeats'),
  contains: (value) => `a list with an entry that is ${nested(value)}`,
  items: (value) => `a list whose entries are all ${nested(value)}`,
  minProperties: (value) => (value === 1 ? 'not empty' : `at least ${entries(value)}`),
  maxProperties: (value) => (value === 0 ? 'empty' : `at most ${entries(value)}`),
  type: (value) => nameTypes([value].flat()),
  not: describeNot,
  anyOf: (value, unit) => all(value, unit).join(', or '),
  oneOf: (value, unit) => `exactly one of: ${all(value, unit).join('; ')}`,
  allOf: (value, unit) => all(value, unit).join(' and '),
};

function describeNot(value: unknown, unit: Unit): string {
  if (!isObject(value)) return 'something else';
  const names = Object.keys(value);
  if (names.length === 1 && 'const' in value) return `different from ${show(value.const, unit)}`;
  if (names.length === 1 && 'enum' in value)
    return `none of: ${[value.enum]
      .flat()
      .map((entry) => show(entry))
      .join(', ')}`;
  return `not ${describeWanted(value, unit)}`;
}

function nested(value: unknown): string {
  return isObject(value) ? describeWanted(value) : show(value);
}

function all(value: unknown, unit: Unit): readonly string[] {
  return [value]
    .flat()
    .filter(isObject)
    .map((schema: JsonObject) => describeWanted(schema, unit));
}

function entries(value: unknown): string {
  return value === 1 ? '1 entry' : `${show(value)} entries`;
}

function show(value: unknown, unit?: Unit): string {
  if (isObject(value) && '$data' in value) return toFactPath(String(value['$data']));
  if (typeof value === 'number') return formatAmount(value, unit);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

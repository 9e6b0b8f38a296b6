import { isObject } from '../lib/json.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseQuantity } from '../lib/parse-quantity.ts';
import type { FactSpec, FactType } from '../types/vocabulary.ts';
import { asksForAge, isAgeKeyword } from './asks-for-age.ts';
import { isOfKind, itemTypes, nameTypes } from './fact-types.ts';
import { isSafePattern } from './is-safe-pattern.ts';
import { type Keyword, keywords } from './keywords.ts';
import type { Path } from './read-yaml.ts';
import { type Report, suggest } from './report-into.ts';

/** Steps from the file's top to the innermost schema. */
const deepest = 12;

/** What a predicate's schema speaks about. */
export interface Target {
  /** The fact path, for messages. */
  readonly path: string;
  readonly spec: FactSpec;
}

/** Reports every keyword that is unknown, does not fit the fact's type, or asks for a value that it cannot have. */
export function checkSchema(schema: unknown, target: Target, at: Path, report: Report): void {
  if (!isObject(schema) || Object.keys(schema).length === 0) {
    report(at, 'A predicate must be a constant, `present`, `absent`, or a map of keywords that is not empty.');
    return;
  }
  if (at.length > deepest) {
    report(at, 'This predicate is nested too deeply.');
    return;
  }
  if (asksForAge(schema, target.spec) && (at.length > 2 || !Object.keys(schema).every(isAgeKeyword))) {
    report(at, `How old ${target.path} is must be asked by itself, with \`minAge\` and \`maxAge\` alone.`);
  }
  for (const [name, value] of Object.entries(schema)) {
    const keyword = keywords[name];
    if (!keyword) report([...at, name], `Unknown keyword \`${name}\`.`, suggest(name, Object.keys(keywords)));
    else checkKeyword({ name, keyword, value }, target, [...at, name], report);
  }
  for (const [name, keyword] of Object.entries(keywords)) {
    if (keyword.becomes && name in schema && keyword.becomes in schema) {
      report([...at, name], `\`${name}\` and \`${keyword.becomes}\` say the same; keep one.`);
    }
  }
}

interface Use {
  readonly name: string;
  readonly keyword: Keyword;
  readonly value: unknown;
}

function checkKeyword({ name, keyword, value }: Use, target: Target, at: Path, report: Report): void {
  const complaint = unfit(name, keyword, target);
  if (complaint !== undefined) report(at, complaint);
  else if (isObject(value) && '$data' in value && keyword.comparable) return;
  else if (keyword.value === 'schema') checkSchema(value, target, at, report);
  else if (keyword.value === 'item-schema') checkSchema(value, itemOf(target), at, report);
  else if (keyword.value === 'schemas') checkSchemas(value, target, at, report);
  else checkValue({ name, keyword, value }, target, at, report);
}

/** Why the keyword cannot speak about the fact at all. */
function unfit(name: string, keyword: Keyword, { path, spec }: Target): string | undefined {
  if (spec.unit === 'date' && isAgeKeyword(name)) return undefined;
  if (keyword.about && !spec.type.some((type) => isOfKind(type, keyword.about))) {
    return `\`${name}\` speaks about ${plural(keyword.about)}, but ${path} is ${nameTypes(spec.type)}.`;
  }
  if (keyword.value === 'duration' && spec.unit !== 'seconds') {
    return `\`${name}\` needs a fact in seconds; ${path} is not.`;
  }
  if (keyword.value === 'quantity' && (spec.unit === 'seconds' || spec.unit === 'percent')) {
    return `\`${name}\` does not fit ${path}, which is in ${spec.unit}.`;
  }
  return undefined;
}

function checkValue({ name, keyword, value }: Use, { path, spec }: Target, at: Path, report: Report): void {
  const wanted = misfit(keyword, value, spec);
  if (wanted !== undefined) report(at, `\`${name}\` for ${path} must be ${wanted}; this is ${JSON.stringify(value)}.`);
}

function checkSchemas(value: unknown, target: Target, at: Path, report: Report): void {
  if (!Array.isArray(value) || value.length === 0) {
    report(at, 'This must be a list of schemas.');
    return;
  }
  for (const [index, schema] of value.entries()) checkSchema(schema, target, [...at, index], report);
}

function itemOf({ path, spec }: Target): Target {
  return { path: `an entry of ${path}`, spec: { ...spec, type: itemTypes } };
}

/** What the value should have been, in words; undefined where it fits. */
function misfit(keyword: Keyword, value: unknown, spec: FactSpec): string | undefined {
  switch (keyword.value) {
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : 'a whole number';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'pattern':
      return typeof value === 'string' && isSafePattern(value)
        ? undefined
        : 'a short regular expression without nested repeats';
    case 'duration':
      return typeof value === 'string' && parseDuration(value) !== undefined
        ? undefined
        : 'a duration like 30s or 180d';
    case 'quantity':
      return typeof value === 'string' && parseQuantity(value) !== undefined
        ? undefined
        : 'a quantity like 64Mi or 500m';
    case 'constants':
      if (!Array.isArray(value) || value.length === 0) return 'a list';
      return value.map((entry) => misfitOfConstant(entry, spec)).find((wanted) => wanted !== undefined);
    case 'types':
      return [value].flat().every((type) => spec.type.some((known) => known === type))
        ? undefined
        : spec.type.join(' or ');
    default:
      return misfitOfConstant(value, spec);
  }
}

/** Whether a fact of this kind could ever have this value. */
export function misfitOfConstant(value: unknown, spec: FactSpec): string | undefined {
  if (!spec.type.some((type) => hasType(value, type))) return nameTypes(spec.type);
  if (typeof value === 'string' && spec.values && !spec.values.includes(value))
    return `one of ${spec.values.join(', ')}`;
  return undefined;
}

function hasType(value: unknown, type: FactType): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

function plural(kind: string): string {
  return kind === 'string' ? 'texts' : kind === 'array' ? 'lists' : `${kind}s`;
}

import { isObject, type JsonObject } from '../lib/json.ts';
import { parseDuration } from '../lib/parse-duration.ts';
import { parseQuantity } from '../lib/parse-quantity.ts';
import type { PredicateSchema } from '../types/check.ts';
import type { FactSpec, FactType } from '../types/vocabulary.ts';
import { asksForAge } from './asks-for-age.ts';
import { isOfKind, itemTypes } from './fact-types.ts';
import { keywords } from './keywords.ts';
import { readsOf } from './reads-of.ts';

const something = { not: { type: 'null' } };

/**
 * Turns one predicate into plain JSON Schema over the whole facts object. Every level of the path is required, and so is
 * every value it compares with: a missing parent or partner can never pass. The fact's type is always asked for, since
 * `minimum` alone would pass on a text. Where the age of a day is asked for, the seconds since then take its place.
 */
export function expandPredicate(path: string, predicate: PredicateSchema, spec: FactSpec): JsonObject {
  const segments = path.split('.');
  if (predicate === 'present') return nest(segments, something);
  if (predicate === 'absent') return { not: nest(segments, something) };
  const types: readonly FactType[] = asksForAge(predicate, spec) ? ['number'] : spec.type;
  const root = nest(segments, withType(predicate, types));
  const reads = readsOf(predicate);
  if (reads.length === 0) return root;
  return { allOf: [...reads.map((read) => nest(read.split('.'), something)), root] };
}

function nest(segments: readonly string[], leaf: JsonObject): JsonObject {
  return segments.reduceRight<JsonObject>(
    (inner, segment) => ({ type: 'object', required: [segment], properties: { [segment]: inner } }),
    leaf,
  );
}

function withType(schema: JsonObject, types: readonly FactType[]): JsonObject {
  const about = Object.keys(schema)
    .map((name) => keywords[name]?.about)
    .filter((kind) => kind !== undefined);
  const fitting = types.filter((type) => about.every((kind) => isOfKind(type, kind)));
  return { type: fitting.length === 1 ? fitting[0] : fitting, ...rewrite(schema, fitting) };
}

/** Our own keywords become plain ones, all the way down; branches that must hold ask for the type as well. */
function rewrite(schema: JsonObject, types: readonly FactType[]): JsonObject {
  const entries = Object.entries(schema).map(([name, value]): readonly [string, unknown] => {
    const keyword = keywords[name];
    if (keyword?.value === 'duration') return [keyword.becomes ?? name, parseDuration(String(value))];
    if (keyword?.value === 'quantity') return [keyword.becomes ?? name, parseQuantity(String(value))];
    if (keyword?.value === 'schemas' && Array.isArray(value))
      return [name, value.filter(isObject).map((branch) => withType(branch, types))];
    if (keyword?.value === 'item-schema' && isObject(value)) return [name, withType(value, itemTypes)];
    if (keyword?.value === 'schema' && isObject(value)) return [name, rewrite(value, types)];
    return [name, value];
  });
  return Object.fromEntries(entries);
}

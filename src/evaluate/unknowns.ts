import type { PredicateSchema } from '../types/check.ts';
import type { Facts } from '../types/subject.ts';
import type { Unknown } from '../types/unknown.ts';

type Bag = { readonly [key: string]: unknown };

/** The marker at a path or at one of its parents. */
export function unknownOnPath(facts: Facts, segments: readonly string[]): Unknown | undefined {
  let here: unknown = facts;
  for (const segment of segments) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Bag)[segment];
    if (isUnknown(here)) return here;
  }
  return undefined;
}

/** The value at a path; undefined where a parent is missing. */
export function valueAt(facts: Facts, segments: readonly string[]): unknown {
  let here: unknown = facts;
  for (const segment of segments) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Bag)[segment];
  }
  return here;
}

function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && '$unknown' in value;
}

/** The first marker anywhere inside a value. */
export function findUnknown(value: unknown): Unknown | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isUnknown(value)) return value;
  for (const key in value) {
    const found = findUnknown((value as Bag)[key]);
    if (found) return found;
  }
  return undefined;
}

const doubts = new WeakMap<Facts, readonly string[]>();

/** The first names of facts that are unknown; found out once for each variant, since every check asks. */
export function doubtfulIn(facts: Facts): readonly string[] {
  const known = doubts.get(facts);
  if (known !== undefined) return known;
  const doubtful = Object.keys(facts).filter((name) => findUnknown(facts[name]) !== undefined);
  doubts.set(facts, doubtful);
  return doubtful;
}

const HARMED_BY_ELEMENTS: ReadonlySet<string> = new Set(['type', 'maxItems', 'items', 'uniqueItems']);

/** Whether an array that breaks the schema stays broken when elements are added to it. */
export function mayFailOnKnownElements(schema: PredicateSchema | undefined): boolean {
  return typeof schema === 'object' && Object.keys(schema).every((keyword) => HARMED_BY_ELEMENTS.has(keyword));
}

/** The facts with the array at the path cut down to the elements that are fully known. */
export function dropUnknownElements(facts: Facts, segments: readonly string[]): unknown {
  return replaceAt(facts, segments);
}

function replaceAt(value: unknown, segments: readonly string[]): unknown {
  const [first, ...rest] = segments;
  if (first !== undefined) return { ...(value as Bag), [first]: replaceAt((value as Bag)[first], rest) };
  return Array.isArray(value) ? value.filter((element) => findUnknown(element) === undefined) : value;
}

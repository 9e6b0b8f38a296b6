import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256Hex } from '../lib/hash.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Check, PredicateSchema, Predicates } from '../types/check.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { asksForAge } from './asks-for-age.ts';
import { describeWanted } from './describe-wanted.ts';
import { expandPredicate } from './expand-predicate.ts';
import { readsOf } from './reads-of.ts';
import { substituteParams } from './substitute-params.ts';
import { tiersOf } from './tiers-of.ts';

/** A predicate as data: all but its validator, which `validator` names. */
export interface PreparedPredicate {
  readonly path: string;
  readonly wanted: string;
  readonly reads: readonly string[];
  readonly validator: string;
  readonly dated?: true;
}

export interface PreparedBlocks {
  readonly when: readonly PreparedPredicate[];
  readonly expect: readonly PreparedPredicate[];
}

export interface PreparedCheck extends PreparedBlocks {
  readonly check: Check;
  readonly byTier?: { readonly [tier: string]: PreparedBlocks };
}

/** Schemas by validator name. Equal schemas have one name, so that checks share validators. */
export type Schemas = Map<string, JsonObject>;

/** Expands a validated check; the schemas it needs are added to `schemas`. */
export function prepareCheck(check: Check, facts: FactSpecs, schemas: Schemas): PreparedCheck {
  const tiers = tiersOf(check.params);
  const base = prepareBlocks(check, undefined, { facts, schemas });
  if (tiers.length === 0) return { check, ...base };
  const byTier = tiers.map((tier) => [tier, prepareBlocks(check, tier, { facts, schemas })] as const);
  return { check, ...base, byTier: Object.fromEntries(byTier) };
}

interface Context {
  readonly facts: FactSpecs;
  readonly schemas: Schemas;
}

function prepareBlocks(check: Check, tier: string | undefined, context: Context): PreparedBlocks {
  const prepare = (predicates: Predicates) =>
    Object.entries(substituteParams(predicates, check.params, tier)).map(([path, schema]) =>
      preparePredicate(path, schema, context),
    );
  return { when: prepare(check.when), expect: prepare(check.expect) };
}

function preparePredicate(path: string, predicate: PredicateSchema, { facts, schemas }: Context): PreparedPredicate {
  const spec = facts[path];
  if (!spec) throw new Error(`The fact ${path} was not checked against the vocabulary.`);
  const schema = expandPredicate(path, predicate, spec);
  const validator = `v${sha256Hex(canonicalJson(schema)).slice(0, 16)}`;
  schemas.set(validator, schema);
  const prepared = { path, wanted: describeWanted(predicate, spec.unit), reads: readsOf(predicate), validator };
  return asksForAge(predicate, spec) ? { ...prepared, dated: true } : prepared;
}

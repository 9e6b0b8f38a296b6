import { ageOf, EXAMPLE_DAY } from '../lib/age-of.ts';
import { dig } from '../lib/json.ts';
import type { Area, Catalog, CompiledCheck, CompiledPredicate, Profile, Rung } from '../types/check.ts';
import type { Vocabulary } from '../types/vocabulary.ts';
import type { PreparedBlocks, PreparedCheck, PreparedPredicate } from './prepare-check.ts';

/** A catalogue as plain JSON, without validators: what the generated module carries. */
export interface PreparedCatalog {
  readonly checks: readonly PreparedCheck[];
  readonly profiles: readonly Profile[];
  readonly ladder: readonly Rung[];
  readonly areas: readonly Area[];
  readonly vocabulary: Vocabulary;
  readonly digest: string;
}

export type Validator = (facts: unknown) => boolean;
export type Validators = { readonly [name: string]: Validator };

/** Joins the data of a catalogue with the validators that it names. */
export function linkCatalog(prepared: PreparedCatalog, validators: Validators): Catalog {
  return { ...prepared, checks: prepared.checks.map((check) => linkCheck(check, validators)) };
}

export function linkCheck({ check, byTier, ...base }: PreparedCheck, validators: Validators): CompiledCheck {
  const blocks = { check, ...linkBlocks(base, validators) };
  if (!byTier) return blocks;
  const tiers = Object.entries(byTier).map(([tier, special]) => [tier, linkBlocks(special, validators)] as const);
  return { ...blocks, byTier: Object.fromEntries(tiers) };
}

function linkBlocks({ when, expect }: PreparedBlocks, validators: Validators): Pick<CompiledCheck, 'when' | 'expect'> {
  const link = (predicate: PreparedPredicate) => linkPredicate(predicate, validators);
  return { when: when.map(link), expect: expect.map(link) };
}

function linkPredicate(
  { path, wanted, reads, validator, dated }: PreparedPredicate,
  validators: Validators,
): CompiledPredicate {
  const test = validators[validator];
  if (!test) throw new Error(`The validator of ${path} is missing from the catalogue.`);
  const segments = path.split('.');
  const linked = { path, segments, wanted, reads: reads.map((read) => read.split('.')) };
  if (!dated) return { ...linked, test };
  return { ...linked, dated, test: (facts, today = EXAMPLE_DAY) => test(withAge(facts, segments, today)) };
}

/** Facts with nothing but the age of one day in them, in its place. */
function withAge(facts: unknown, segments: readonly string[], today: string): unknown {
  const age = ageOf(dig(facts, ...segments), today);
  return segments.reduceRight<unknown>((inner, segment) => ({ [segment]: inner }), age);
}

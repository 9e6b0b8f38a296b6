import { isObject } from '../lib/json.ts';
import type { Check, CompiledCheck, Example, Predicates } from '../types/check.ts';
import { type Judges, judgeExample } from './run-examples.ts';

/** A check with one thing taken out. */
export interface Mutant {
  /** What was taken out: `expect replicas.min`, `expect replicas.min: minimum`. */
  readonly without: string;
  readonly check: Check;
}

/** The check without each predicate in turn, and without each keyword of an expectation that has several. */
export function mutants(check: Check): readonly Mutant[] {
  return [...withoutPredicates('when', check), ...withoutPredicates('expect', check), ...withoutKeywords(check)];
}

interface Trial extends Judges {
  compile(check: Check): Promise<CompiledCheck>;
}

/** The mutants that no example tells from the check: what they lack is not used, or not shown. */
export async function survivors(check: Check, examples: readonly Example[], trial: Trial): Promise<readonly Mutant[]> {
  const original = await trial.compile(check);
  const alive: Mutant[] = [];
  for (const mutant of mutants(check)) {
    if (!(await isNoticed(original, await trial.compile(mutant.check), { examples, trial }))) alive.push(mutant);
  }
  return alive;
}

interface Context {
  readonly examples: readonly Example[];
  readonly trial: Trial;
}

/** Facts first: they are quicker to judge than files. */
async function isNoticed(
  original: CompiledCheck,
  mutant: CompiledCheck,
  { examples, trial }: Context,
): Promise<boolean> {
  const ordered = [...examples].sort((a, b) => Number('files' in a.input) - Number('files' in b.input));
  for (const example of ordered) {
    if ((await judgeExample(original, example, trial)) !== (await judgeExample(mutant, example, trial))) return true;
  }
  return false;
}

function withoutPredicates(block: 'when' | 'expect', check: Check): readonly Mutant[] {
  return Object.keys(check[block]).map((path) => ({
    without: `${block} ${path}`,
    check: { ...check, [block]: without(check[block], path) },
  }));
}

function withoutKeywords(check: Check): readonly Mutant[] {
  return Object.entries(check.expect).flatMap(([path, schema]) => {
    if (!isObject(schema) || Object.keys(schema).length < 2) return [];
    return Object.keys(schema).map((keyword) => ({
      without: `expect ${path}: ${keyword}`,
      check: { ...check, expect: { ...check.expect, [path]: without(schema, keyword) } as Predicates },
    }));
  });
}

function without<Value>(map: { readonly [key: string]: Value }, key: string): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

import { dig } from '../../src/lib/json.ts';
import type { Check, CompiledCheck, CompiledPredicate, Predicates } from '../../src/types/check.ts';

type Simple =
  | 'present'
  | 'absent'
  | { readonly const?: unknown; readonly minimum?: number; readonly maxItems?: number };

export interface CheckShape extends Partial<Omit<Check, 'when' | 'expect'>> {
  readonly when?: { readonly [path: string]: Simple };
  readonly expect?: { readonly [path: string]: Simple };
  readonly reads?: readonly string[];
}

/** A compiled check of few words; its predicates know `present`, `absent`, `const`, `minimum` and `maxItems`. */
export function makeCheck({ when = {}, expect = {}, reads = [], ...check }: CheckShape): CompiledCheck {
  const paths = reads.map((path) => path.split('.'));
  return {
    check: {
      id: 'redundancy/example',
      aliases: [],
      title: 'It is well',
      failTitle: 'It is not well',
      area: 'redundancy',
      severity: 'high',
      tiers: ['block', 'block', 'recommend'],
      optional: false,
      subject: 'workload',
      params: {},
      why: 'Because.',
      fix: 'Mend it.',
      references: [],
      origin: 'built-in',
      ...check,
      when: when as Predicates,
      expect: expect as Predicates,
    },
    when: Object.entries(when).map(([path, schema]) => predicate(path, schema, paths)),
    expect: Object.entries(expect).map(([path, schema]) => predicate(path, schema, paths)),
  };
}

function predicate(path: string, schema: Simple, reads: readonly (readonly string[])[]): CompiledPredicate {
  const segments = path.split('.');
  const test = (facts: unknown) => holds(dig(facts, ...segments), schema);
  return { path, segments, wanted: JSON.stringify(schema), reads, test };
}

function holds(value: unknown, schema: Simple): boolean {
  if (schema === 'present') return value !== undefined;
  if (schema === 'absent') return value === undefined;
  if (value === undefined) return false;
  if (schema.const !== undefined) return value === schema.const;
  if (schema.minimum !== undefined) return Number(value) >= schema.minimum;
  return Array.isArray(value) && value.length <= (schema.maxItems ?? 0);
}

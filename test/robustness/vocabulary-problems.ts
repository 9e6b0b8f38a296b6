import { join } from 'node:path';
import { loadVocabulary } from '../../src/catalog/load-vocabulary.ts';
import type { Facts, FactValue, Subject } from '../../src/types/subject.ts';
import type { FactSpec } from '../../src/types/vocabulary.ts';

const vocabulary = await loadVocabulary(join(import.meta.dirname, '../../checks'));

/** Facts that a subject has and the vocabulary lacks, or that are not of the type or among the values it gives. */
export function vocabularyProblems({ kind, variants }: Subject): readonly string[] {
  const facts = vocabulary[kind]?.facts ?? {};
  return variants.flatMap((variant) =>
    factsOf(variant.facts).flatMap(([path, value]) => {
      const spec = facts[path];
      if (!spec) return [`${kind}.${path} is not in the vocabulary`];
      return fits(value, spec) ? [] : [`${kind}.${path} cannot be ${JSON.stringify(value)}`];
    }),
  );
}

/** Every path that holds a value, objects included; what is unknown stands for all below it. */
export function factsOf(facts: Facts, above = ''): readonly (readonly [string, FactValue])[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const path = above === '' ? key : `${above}.${key}`;
    const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value) && !('$unknown' in value);
    return [[path, value] as const, ...(isBranch ? factsOf(value as Facts, path) : [])];
  });
}

function fits(value: FactValue, spec: FactSpec): boolean {
  if (typeof value === 'object' && value !== null && '$unknown' in value) return true;
  if (typeof value === 'string' && spec.values && !spec.values.includes(value)) return false;
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const isWhole = typeof value === 'number' && Number.isInteger(value) && spec.type.includes('integer');
  if (typeof value === 'number' && !Number.isFinite(value)) return false;
  return isWhole || spec.type.some((allowed) => allowed === type);
}

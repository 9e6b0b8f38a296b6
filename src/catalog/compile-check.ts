import type { Check, CompiledCheck } from '../types/check.ts';
import type { FactSpecs } from '../types/vocabulary.ts';
import { compileSchemas } from './compile-schemas.ts';
import { linkCheck } from './link-catalog.ts';
import { prepareCheck, type Schemas } from './prepare-check.ts';

/** Compiles one validated check at run time. */
export async function compileCheck(check: Check, facts: FactSpecs): Promise<CompiledCheck> {
  const schemas: Schemas = new Map();
  const prepared = prepareCheck(check, facts, schemas);
  return linkCheck(prepared, await compileSchemas(schemas));
}

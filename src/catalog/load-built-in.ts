import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../lib/package-root.ts';
import type { Vocabulary } from '../types/vocabulary.ts';
import type { PreparedCatalog, Validators } from './link-catalog.ts';

/** The built-in catalogue and its validators: what `dist/built-in-checks.js` exports. */
export interface BuiltIn {
  readonly catalog: PreparedCatalog;
  readonly validators: Validators;
}

let builtIn: Promise<BuiltIn> | undefined;

/** The module generated at build time where it stands beside this one; from source, compiled from `checks/`. Once a run. */
export function loadBuiltIn(): Promise<BuiltIn> {
  builtIn ??= load();
  return builtIn;
}

async function load(): Promise<BuiltIn> {
  const generated = await loadGenerated();
  if (generated) return generated;
  const { prepareBuiltIn } = await import('./prepare-built-in.ts');
  const { compileSchemas } = await import('./compile-schemas.ts');
  const { catalog, schemas } = await prepareBuiltIn(join(packageRoot(), 'checks'));
  return { catalog, validators: await compileSchemas(schemas) };
}

/** What the built-in checks may name; nothing is compiled for it. */
export async function loadBuiltInVocabulary(): Promise<Vocabulary | undefined> {
  const generated = await loadGenerated();
  if (generated) return generated.catalog.vocabulary;
  const { loadVocabulary } = await import('./load-vocabulary.ts');
  return loadVocabulary(join(packageRoot(), 'checks'));
}

async function loadGenerated(): Promise<BuiltIn | undefined> {
  const generated = new URL('./built-in-checks.js', import.meta.url);
  return existsSync(fileURLToPath(generated)) ? ((await import(generated.href)) as BuiltIn) : undefined;
}

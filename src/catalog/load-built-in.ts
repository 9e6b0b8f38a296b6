import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../lib/package-root.ts';
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
  const generated = new URL('./built-in-checks.js', import.meta.url);
  if (existsSync(fileURLToPath(generated))) return (await import(generated.href)) as BuiltIn;
  const { prepareBuiltIn } = await import('./prepare-built-in.ts');
  const { compileSchemas } = await import('./compile-schemas.ts');
  const { catalog, schemas } = await prepareBuiltIn(join(packageRoot(), 'checks'));
  return { catalog, validators: await compileSchemas(schemas) };
}

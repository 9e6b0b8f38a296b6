import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ajvOptions } from '../src/catalog/compile-schemas.ts';
import { prepareBuiltIn } from '../src/catalog/prepare-built-in.ts';
import { standaloneModule } from './standalone-module.ts';

const root = join(import.meta.dirname, '..');

/** Writes the built-in catalogue as one module that needs neither parser nor compiler, for `loadBuiltIn`. */
export async function buildCatalog(checks: string, output: string): Promise<void> {
  const { catalog, schemas } = await prepareBuiltIn(checks);
  const data = `export const catalog = JSON.parse(${JSON.stringify(JSON.stringify(catalog))});`;
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, await standaloneModule(schemas, ajvOptions, data));
}

if (import.meta.main) await buildCatalog(join(root, 'checks'), join(root, 'dist', 'built-in-checks.js'));

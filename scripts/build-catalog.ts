import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';
import { ajvOptions } from '../src/catalog/compile-schemas.ts';
import { prepareBuiltIn } from '../src/catalog/prepare-built-in.ts';
import type { Schemas } from '../src/catalog/prepare-check.ts';

/** Why a value does not fit, which nobody reads: leaving it out halves the module. One that holds braces stays. */
const errorObject = /\{instancePath[^{}]*params:\s*\{[^{}]*\}\}/g;

const root = join(import.meta.dirname, '..');

/** Writes the built-in catalogue as one module that needs neither parser nor compiler, for `loadBuiltIn`. */
export async function buildCatalog(checks: string, output: string): Promise<void> {
  const { catalog, schemas } = await prepareBuiltIn(checks);
  const code = `export const catalog = JSON.parse(${JSON.stringify(JSON.stringify(catalog))});\n${generate(schemas)}`;
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, await inlineHelpers(code));
}

/** The validators as code. The names are exported together: one map is all that the loader needs. */
function generate(schemas: Schemas): string {
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true } });
  const names = [...schemas.keys()].sort();
  for (const name of names) ajv.addSchema(schemas.get(name) ?? {}, name);
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const functions = code
    .replace('"use strict";', '')
    .replaceAll(/export const (v[0-9a-f]+) = /g, 'const $1 = ')
    .replaceAll(errorObject, '0');
  return `${functions}\nexport const validators = { ${names.join(', ')} };\n`;
}

/** The generated code asks for two helpers through `require`, which a module does not have: they are bundled in. */
async function inlineHelpers(code: string): Promise<string> {
  const entry = join(root, 'built-in-checks.js');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    logLevel: 'warn',
    plugins: [
      { name: 'generated', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? code : null) },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, comments: false });
  await bundle.close();
  return output[0].code;
}

if (import.meta.main) await buildCatalog(join(root, 'checks'), join(root, 'dist', 'built-in-checks.js'));

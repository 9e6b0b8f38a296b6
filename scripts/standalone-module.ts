import { join } from 'node:path';
import { Ajv, type Options } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';

/** Why a value does not fit, which nobody reads: leaving it out halves the module. One that holds braces stays. */
const errorObject = /\{instancePath[^{}]*params:\s*\{[^{}]*\}\}/g;

/** Schemas as code that needs no compiler: a module that exports `head`, and `validators` by the schemas' names. */
export async function standaloneModule(
  schemas: ReadonlyMap<string, object>,
  options: Options,
  head = '',
): Promise<string> {
  return inlineHelpers(`${head}\n${generate(schemas, options)}`);
}

/** The names are exported together: one map is all that the loader needs. */
function generate(schemas: ReadonlyMap<string, object>, options: Options): string {
  const ajv = new Ajv({ ...options, code: { source: true, esm: true } });
  const names = [...schemas.keys()].sort();
  for (const name of names) ajv.addSchema(schemas.get(name) ?? {}, name);
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const functions = code
    .replace('"use strict";', '')
    .replaceAll(/export const (\w+) = (validate\d+);/g, (line, name) =>
      names.includes(name) ? `const ${line.slice(13)}` : line,
    )
    .replaceAll(errorObject, '0');
  return `${functions}\nexport const validators = { ${names.join(', ')} };\n`;
}

/** The generated code asks for two helpers through `require`, which a module does not have: they are bundled in. */
async function inlineHelpers(code: string): Promise<string> {
  const entry = join(import.meta.dirname, 'generated.js');
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

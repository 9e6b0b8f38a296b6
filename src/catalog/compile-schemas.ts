import type { Options } from 'ajv';
import type { Validators } from './link-catalog.ts';
import type { Schemas } from './prepare-check.ts';

/** Compiles schemas to validators; ajv is loaded only where there are any. */
export async function compileSchemas(schemas: Schemas): Promise<Validators> {
  if (schemas.size === 0) return {};
  const { Ajv } = await import('ajv');
  const ajv = new Ajv(ajvOptions);
  const entries = [...schemas].map(([name, schema]) => {
    const validate = ajv.compile(schema);
    return [name, (facts: unknown) => validate(facts) === true] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The same for validators compiled at run time and at build time, so that both judge alike. The schemas are our own
 * expander's, so checking them against the meta-schema, half of the time, would tell nothing.
 */
export const ajvOptions: Options = {
  $data: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  meta: false,
  validateSchema: false,
  messages: false,
  logger: false,
};

import { writeFile } from 'node:fs/promises';
import { configSchema } from '../src/config/config-schema.ts';
import { attestationsSchema, waiversSchema } from '../src/config/override-schema.ts';
import { quickOptions } from '../src/config/quick-validators.ts';
import { standaloneModule } from './standalone-module.ts';

/** Writes the validators of what people write, so that a file without mistakes is read without a compiler. */
export async function buildSettings(output: string): Promise<void> {
  const schemas = new Map<string, object>([
    ['config', configSchema],
    ['waivers', waiversSchema],
    ['attestations', attestationsSchema],
  ]);
  await writeFile(output, await standaloneModule(schemas, quickOptions));
}

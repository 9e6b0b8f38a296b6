import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configSchema } from '../src/config/config-schema.ts';

/** The published schema of `orrery.yaml`: the one that reads it, with a name. */
export function publishedConfigSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://github.com/orrery/orrery/schemas/config.schema.json',
    title: 'Orrery configuration',
    ...configSchema,
    description: 'orrery.yaml. Everything is optional.',
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (import.meta.main) {
  await writeFile(join(import.meta.dirname, '..', 'schemas', 'config.schema.json'), publishedConfigSchema());
}

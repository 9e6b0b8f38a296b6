import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/config-schema.ts';
import { issuePolicy } from '../../src/config/issue-policy.ts';
import { planSchema, trackerSchema } from './orchard.ts';

test.each([
  ['tracker', trackerSchema],
  ['issue-plan', planSchema],
  [
    'issue-report',
    JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'schemas', 'issue-report.schema.json'), 'utf8')),
  ],
])('every member of %s is described', (_name, schema) => {
  expect(undescribed(schema, '')).toEqual([]);
});

test('docs/configuration.md lists every key of the policy', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
  const keys = Object.keys(configSchema.properties.issues.properties);
  expect(keys.filter((key) => !page.includes(`| \`issues.${key}\` |`))).toEqual([]);
  const filled = Object.keys(issuePolicy());
  expect(filled.filter((key) => !keys.includes(key))).toEqual([]);
});

function undescribed(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${path}/${key}`;
    if (key !== 'properties' || typeof value !== 'object' || value === null) return undescribed(value, here);
    return Object.entries(value).flatMap(([name, member]) => {
      const isPlain =
        typeof member === 'object' && member !== null && !('$ref' in member) && !('description' in member);
      return [...(isPlain ? [`${here}/${name}`] : []), ...undescribed(member, `${here}/${name}`)];
    });
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { publishedConfigSchema } from '../../scripts/write-schemas.ts';
import { listYaml } from '../../src/catalog/list-yaml.ts';

const root = join(import.meta.dirname, '..', '..');
const schema: object = JSON.parse(readFileSync(join(root, 'schemas', 'check.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
const checks = listYaml(join(root, 'checks')).filter((name) => !/^profiles\/|(?:^|\/)_/u.test(name));

describe('the published schema of check files', () => {
  test.each(checks)('takes %s', (name) => {
    validate(parse(readFileSync(join(root, 'checks', name), 'utf8')));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['a key that does not exist', { priority: 'high' }],
    ['an id without an area', { id: 'three-front-ends' }],
    ['a keyword that does not exist', { expect: { 'replicas.min': { atLeast: 3 } } }],
    ['a measurement without a unit', { attest: { ask: 'A', validFor: '1d', within: { rto: 'recovery.rtoSeconds' } } }],
    ['tiers for two', { tiers: ['block', 'skip'] }],
  ])('refuses %s', (_what, wrong) => {
    const check = {
      id: 'redundancy/x',
      title: 'T',
      failTitle: 'F',
      severity: 'high',
      subject: 'workload',
      why: 'W',
      fix: 'F',
    };
    expect([validate(check), validate({ ...check, ...wrong })]).toEqual([true, false]);
  });
});

test('the published schema of orrery.yaml is the one that reads it', () => {
  expect(readFileSync(join(root, 'schemas', 'config.schema.json'), 'utf8')).toBe(publishedConfigSchema());
});

import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/lib/glob.ts';

test.each([
  ['redundancy/*', 'redundancy/min-replicas', true],
  ['redundancy/*', 'redundancy/zone/spread', false],
  ['redundancy/min-*', 'redundancy/min-replicas', true],
  ['redundancy/min-*', 'redundancy/max-replicas', false],
  ['*', 'redundancy/min-replicas', false],
  ['**', 'redundancy/min-replicas', true],
  ['**/prod/**', 'prod', true],
  ['**/prod/**', 'deploy/overlays/prod/app.yaml', true],
  ['deploy/**/app.yaml', 'deploy/app.yaml', true],
  ['deploy/**/app.yaml', 'deploy/a/b/app.yml', false],
  ['a/**/b/**/c', 'a/b/x/b/c', true],
  ['*.yaml', 'app.yaml', true],
  ['app.?aml', 'app.yaml', true],
  ['a.b', 'axb', false],
  ['[ab]', 'a', false],
  ['', '', true],
  ['*', '', true],
  ['a', '', false],
])('%s on %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test('many stars on a long text without a match', () => {
  expect(matchesGlob(`${'a*'.repeat(500)}b`, 'a'.repeat(10_000))).toBe(false);
});

import { expect, test } from 'vitest';
import { isSafePattern } from '../../src/catalog/is-safe-pattern.ts';

test.each([
  ['^[1-9]', true],
  ['%$', true],
  ['^(http|https)://[^/]+/?$', true],
  ['^v?\\d+\\.\\d+\\.\\d+$', true],
  ['\\(a\\)+', true],
  ['[)*+]x', true],
  ['(a+)+$', false],
  ['(a|a)*b', false],
  ['(?:a{1,50}){1,50}', false],
  ['(a)\\1', false],
  ['(?<x>a)\\k<x>', false],
  ['a*a*a*a*b', false],
  ['(', false],
  ['x'.repeat(201), false],
])('%s', (pattern, safe) => {
  expect(isSafePattern(pattern)).toBe(safe);
});

import { expect, test } from 'vitest';
import { parseQuantity } from '../../src/lib/parse-quantity.ts';

test.each([
  ['500m', 0.5],
  ['3m', 0.003],
  ['100u', 0.0001],
  ['2', 2],
  ['.5', 0.5],
  ['1.', 1],
  ['64Mi', 67_108_864],
  ['1Gi', 1_073_741_824],
  ['1G', 1_000_000_000],
  ['128k', 128_000],
  ['1e3', 1000],
  ['1E', 1e18],
  ['-1', -1],
  [4, 4],
  ['', undefined],
  ['64mi', undefined],
  ['1mi', undefined],
  ['K', undefined],
  ['64 Mi', undefined],
  ['${MEMORY}', undefined],
  [Number.NaN, undefined],
  ['1e999', undefined],
])('%s', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

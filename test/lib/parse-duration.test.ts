import { expect, test } from 'vitest';
import { parseDuration } from '../../src/lib/parse-duration.ts';

test.each([
  ['30s', 30],
  ['5m', 300],
  ['1h30m', 5400],
  ['180d', 15_552_000],
  ['2w', 1_209_600],
  ['250ms', 0.25],
  ['1.5h', 5400],
  ['0s', 0],
  ['', undefined],
  ['30', undefined],
  ['-5m', undefined],
  ['5 m', undefined],
  ['5y', undefined],
  ['1'.repeat(100_000), undefined],
])('%s', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

import { expect, test } from 'vitest';
import { nearest } from '../../src/lib/nearest.ts';

const paths = ['replicas.min', 'replicas.max', 'exposed', 'spread.zone'];

test.each([
  ['replicas.mni', 'replicas.min'],
  ['replica.max', 'replicas.max'],
  ['Exposed', 'exposed'],
  ['spread.zones', 'spread.zone'],
  ['probes', undefined],
  ['x'.repeat(1000), undefined],
])('%s', (word, meant) => {
  expect(nearest(word, paths)).toBe(meant);
});

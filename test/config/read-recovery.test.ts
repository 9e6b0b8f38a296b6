import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { writeTree } from './write-tree.ts';

const place = expect.objectContaining({ file: 'orrery.yaml', line: 3 });

test.each([
  ['both', '{ rpo: 15m, rto: 1h30m }', { rpoSeconds: 900, rtoSeconds: 5400, place }],
  ['one alone', '{ rto: 2d }', { rtoSeconds: 172_800, place }],
  ['an empty map', '{}', { place }],
])('what a disaster may cost: %s', async (_, written, recovery) => {
  const root = writeTree({ 'orrery.yaml': `services:\n  - name: shop\n    recovery: ${written}\n` });
  expect((await loadConfig({ root })).services[0]?.recovery).toEqual(recovery);
});

test.each([
  ['{ rpo: 15 }', 'rpo'],
  ['{ rpo: soon }', 'rpo'],
  ['{ rpto: 15m }', 'rpto'],
])('what is refused: %s', async (written, named) => {
  const root = writeTree({ 'orrery.yaml': `services:\n  - name: shop\n    recovery: ${written}\n` });
  await expect(loadConfig({ root })).rejects.toMatchObject({
    problems: [{ message: expect.stringContaining(named), place: { file: 'orrery.yaml', line: 3 } }],
  });
});

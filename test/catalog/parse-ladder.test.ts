import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

function load(files: Readonly<Record<string, string>>) {
  return loadCatalog({ builtIn: writeFiles({ ...smallCatalog, ...files }), paths: [], params: {} });
}

const rungs = smallCatalog['_levels.yaml'] ?? '';

test('globs become ids and leave out optional checks, which only their name takes in', async () => {
  const catalog = await load({ '_levels.yaml': rungs.replace('redundancy/*', '"**"') });
  expect(catalog.ladder.map(({ level, checks }) => [level, checks])).toEqual([
    ['bronze', ['redundancy/min-replicas']],
    ['silver', ['health/grace']],
    ['gold', []],
    ['platinum', []],
  ]);
});

test.each([
  [
    'an id that matches nothing',
    rungs.replace('health/grace', 'health/gracie'),
    'checks/_levels.yaml:2: No check matches `health/gracie`.',
  ],
  [
    'a glob that matches nothing',
    rungs.replace('redundancy/*', 'capacity/*'),
    'checks/_levels.yaml:1: No check matches `capacity/*`.',
  ],
  [
    'rungs in another order',
    rungs.split('\n').reverse().join('\n'),
    'The rungs must be bronze, silver, gold, platinum, in this order.',
  ],
  ['an unknown level', rungs.replace('gold', 'golden'), 'checks/_levels.yaml:3: `level` must be one of'],
  ['no list', 'bronze: []\n', 'The ladder must be a list of the rungs'],
])('%s', async (_, text, message) => {
  await expect(load({ '_levels.yaml': text })).rejects.toThrow(message);
});

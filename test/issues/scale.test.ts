import { expect, test } from 'vitest';
import { fileMany } from './file-many.ts';

test('many gaps are filed by several runs within the budget of each hour', async () => {
  const { runs, issues, titles, complaints } = await fileMany({ gaps: 120, foreign: 340, perHour: 50 });
  // The first one makes the label too; the last one finds nothing to do.
  expect(runs.map(({ created, writes }) => [created, writes])).toEqual([
    [49, 50],
    [50, 50],
    [21, 21],
    [0, 0],
  ]);
  expect(runs.map(({ reads }) => reads)).toEqual([21, 17, 17, 12]);
  expect([issues, titles, complaints]).toEqual([120, 120, []]);
});

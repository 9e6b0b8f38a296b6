import { parse } from '@oclif/core/parser';
import { expect, test } from 'vitest';
import Slo from '../../src/commands/slo.ts';
import { objectiveSheet } from '../../src/lib/reliability/objective-sheet.ts';
import { objectiveRequest } from '../../src/objective-request.ts';
import { renderObjective } from '../../src/report/terminal/render-objective.ts';
import { pageNamed } from './pages.ts';

const { blocks } = pageNamed('docs/objectives.md');
const shown = blocks.flatMap((block, index) => {
  const output = blocks[index + 1];
  return block.language === 'sh' && output?.language === 'text'
    ? [[block.text.trim(), output.text.trim()] as const]
    : [];
});

test.each(shown)('%s prints what the page shows', async (line, output) => {
  const words = line.split(' ').slice(2);
  const { args, flags } = await parse(words, { args: Slo.args, flags: Slo.flags, strict: true });
  const sheet = objectiveSheet(objectiveRequest({ ...flags, target: args.target }));
  expect(renderObjective(sheet, { width: 80, colour: false })).toContain(output);
});

test('the page shows what it explains', () => {
  expect(shown.length).toBeGreaterThan(2);
});

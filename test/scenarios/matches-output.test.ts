import { expect, test } from 'vitest';
import { matchesOutput } from './matches-output.ts';

test.each([
  ['the same', 'a\nb\n', 'a\nb\n', true],
  ['another line', 'a\n', 'b\n', false],
  ['a line too many', 'a\n', 'a\nb\n', false],
  ['a star for part of a line', 'score *, done\n', 'score 62 (58), done\n', true],
  ['a star that would need two lines', 'a*b\n', 'a\nb\n', false],
  ['dots for no line', 'a\n...\nb\n', 'a\nb\n', true],
  ['dots for several', 'a\n...\nb\n', 'a\nx\ny\nb\n', true],
  ['dots at the end', 'a\n...\n', 'a\nx\n', true],
  ['dots at the start', '...\nb\n', 'x\ny\nb\n', true],
  ['dots for half a line', '...\nb\n', 'ab\n', false],
  ['a dot that is only a dot', 'a.b\n', 'axb\n', false],
])('%s', (_name, expected, output, matches) => {
  expect(matchesOutput(expected, output)).toBe(matches);
});

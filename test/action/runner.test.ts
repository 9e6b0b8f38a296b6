import { describe, expect, test } from 'vitest';
import { fillIn, holds } from './expressions.ts';
import { readOutputs } from './read-outputs.ts';
import { readLog } from './workflow-log.ts';

describe('what a runner takes from a log', () => {
  test.each([
    [
      '::error file=a%3Ab,line=1::one%0Atwo%25',
      [{ command: 'error', properties: { file: 'a:b', line: '1' }, data: 'one\ntwo%' }],
    ],
    ['  ::warning::x', [{ command: 'warning', properties: {}, data: 'x' }]],
    ['text ##[error]x', [{ command: 'error', properties: {}, data: 'x' }]],
    ['a\r::notice::x', [{ command: 'notice', properties: {}, data: 'x' }]],
    ['text ::error::x', []],
    [': :error::x', []],
    ['::unknown::x', []],
    ['::error::%3A', [{ command: 'error', properties: {}, data: '%3A' }]],
    [
      '::stop-commands::t\n::error::x\n::t::\n::debug::y',
      [
        { command: 'stop-commands', properties: {}, data: 't' },
        { command: 'debug', properties: {}, data: 'y' },
      ],
    ],
  ])('%j', (text, commands) => {
    expect(readLog(text).commands).toEqual(commands);
  });
});

describe('what a runner takes for outputs', () => {
  test.each([
    ['a=b=c\n', { a: 'b=c' }],
    ['a<<E\none\n\ntwo=2\nE\nb=3\n', { a: 'one\n\ntwo=2', b: '3' }],
    ['a=<<E\n', { a: '<<E' }],
    ['a<<E\nE\n', { a: '' }],
  ])('%j', (text, outputs) => {
    expect(Object.fromEntries(readOutputs(text))).toEqual(outputs);
  });

  test.each(['a<<E\none\n', 'word\n', '<<E\nE\n', '=x\n'])('%j is refused', (text) => {
    expect(() => readOutputs(text)).toThrow();
  });
});

describe('what a runner makes of expressions', () => {
  const names = new Map([
    ['inputs.path', 'a ${{ b }}'],
    ['steps.node.outputs.ready', 'TRUE'],
  ]);

  test('they are filled in once', () => {
    expect(fillIn('x ${{ inputs.path }} ${{steps.gone.outputs.x}}y', names)).toBe('x a ${{ b }} y');
  });

  test.each(['${{ inputs.gone }}', '${{ secrets.x }}', '${{ inputs.path || 1 }}', '${{ inputs.path'])(
    '%s is unknown',
    (text) => {
      expect(() => fillIn(text, names)).toThrow();
    },
  );

  test.each([
    [undefined, false, true],
    [undefined, true, false],
    ["${{ steps.node.outputs.ready == 'true' }}", false, true],
    ["steps.node.outputs.ready != 'true'", false, false],
    ["steps.node.outputs.ready == 'true'", true, false],
    ["${{ failure() && steps.node.outputs.gone != 'true' }}", true, true],
    ["failure() && steps.node.outputs.gone != 'true'", false, false],
    ['always()', true, true],
  ])('%s after failure %s: %s', (condition, failed, expected) => {
    expect(holds(condition, names, failed)).toBe(expected);
  });

  test.each(['cancelled()', "inputs.path || 'x'", "contains(inputs.path, 'a')"])('%s is unknown', (condition) => {
    expect(() => holds(condition, names, false)).toThrow();
  });
});

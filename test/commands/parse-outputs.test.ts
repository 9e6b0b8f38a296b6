import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseOutputs } from '../../src/parse-outputs.ts';

describe('reports that are asked for', () => {
  test.each([
    ['none', [], false, []],
    ['one', ['markdown=a.md'], false, [{ format: 'markdown', file: 'a.md' }]],
    ['a file with an equals sign', ['json=a=b.json'], false, [{ format: 'json', file: 'a=b.json' }]],
    ['--json', [], true, [{ format: 'json', file: '-' }]],
  ])('%s', (_name, values, json, wanted) => {
    expect(parseOutputs(values, json)).toEqual(wanted);
  });

  test.each([
    ['no file', ['markdown'], false, 'Write it as --report FORMAT=FILE.'],
    ['an empty file', ['markdown='], false, 'Write it as --report FORMAT=FILE.'],
    ['a mistyped format', ['markdwon=a.md'], false, 'Did you mean markdown?'],
    ['a format of its own kind', ['parchment=a'], false, 'The formats are'],
    ['the same file twice', ['json=a', 'markdown=a'], false, 'Give each a file of its own.'],
    ['standard output twice', ['markdown=-'], true, 'Give each a file of its own.'],
  ])('refuses %s', (_name, values, json, hint) => {
    const refusal = () => parseOutputs(values, json);
    expect(refusal).toThrow(UserError);
    expect(refusal).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ hint: expect.stringContaining(hint) })] }),
    );
  });
});

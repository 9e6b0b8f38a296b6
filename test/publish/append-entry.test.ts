import { describe, expect, test } from 'vitest';
import { appendEntry } from '../../src/publish/append-entry.ts';

const entry = { check: 'a/b', reason: 'It is # odd: "quite"' };
const added = `- check: a/b\n  reason: 'It is # odd: "quite"'\n`;

describe('appendEntry', () => {
  test.each<[string, string | undefined, string]>([
    ['a file that is not there', undefined, added],
    ['an empty file', '', added],
    ['comments alone', '# Ours.\n', `# Ours.\n${added}`],
    ['an empty list', '# Ours.\n[]\n', `# Ours.\n${added}`],
    ['an empty list behind a marker', '--- []\n', `--- \n${added}`],
    ['a list', '- check: x/y # why\n', `- check: x/y # why\n${added}`],
    ['no line break at the end', '- check: x/y', `- check: x/y\n${added}`],
    ['a comment at the end', '- check: x/y\n# more to come\n', `- check: x/y\n# more to come\n${added}`],
    [
      'a list that is moved in',
      '  - { check: x/y }\n',
      `  - { check: x/y }\n  - check: a/b\n    ${added.split('\n')[1]?.trim()}\n`,
    ],
    ['what is formatted otherwise', '-   check:   x/y\n\n\n', `-   check:   x/y\n\n\n${added}`],
  ])('%s', (_, text, expected) => {
    expect(appendEntry({ file: 'w.yaml', text, entry })).toBe(expected);
  });

  test.each([
    ['a map', 'check: a/b\n'],
    ['a list on one line', '[{ check: x/y }]\n'],
    ['a text', 'nothing yet\n'],
  ])('refuses %s', (_, text) => {
    expect(() => appendEntry({ file: 'w.yaml', text, entry })).toThrow('w.yaml: it is not a list');
  });
});

import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../src/describe-failure.ts';
import { UserError } from '../../src/errors.ts';

const commands = ['scan', 'checks:list'];

describe('what the user can fix', () => {
  test('every problem with its place and hint, and no stack', () => {
    const error = new UserError([
      { message: 'Unknown key `teir`.', hint: 'Did you mean `tier`?', place: { file: 'orrery.yaml', line: 3 } },
      { message: 'There is no profile x.' },
    ]);
    expect(describeFailure(error, commands)).toEqual({
      text: 'orrery.yaml:3: Unknown key `teir`.\n  Did you mean `tier`?\nThere is no profile x.\n',
      exitCode: 2,
    });
  });

  test('what came from a file cannot steer the terminal', () => {
    const esc = String.fromCharCode(27);
    const error = new UserError(`Unknown key ${esc}[2J\u202ex.`, { place: { file: `a${esc}[2Jb`, line: 1 } });
    expect(describeFailure(error, commands).text).toBe('ab:1: Unknown key x.\n');
  });

  test.each([
    [
      'a flag',
      'Nonexistent flag: --x\nSee more help with --help',
      'Unknown flag: --x.\n  See --help for what there is.\n',
    ],
    ['a command', 'command scna not found', 'There is no command scna.\n  Did you mean orrery scan?\n'],
    [
      'a command of a topic',
      'command checks:lst not found',
      'There is no command checks lst.\n  Did you mean orrery checks list?\n',
    ],
    [
      'a command like no other',
      'command dance not found',
      'There is no command dance.\n  See orrery --help for what there is.\n',
    ],
  ])('%s that does not exist', (_name, message, text) => {
    const error = Object.assign(new Error(message), { oclif: { exit: 2 } });
    expect(describeFailure(error, commands)).toEqual({ text, exitCode: 2 });
  });
});

test('a bug shows its stack and where to report it', () => {
  const { text, exitCode } = describeFailure(new TypeError('x is undefined'), commands);
  expect(exitCode).toBe(70);
  expect(text).toMatch(
    /^Orrery failed: this is a bug\. Please report it at https:\/\/\S+\/issues with these lines:\nTypeError: x is undefined\n +at /u,
  );
});

import type { ExitCode } from './base-command.ts';
import { type Problem, UserError } from './errors.ts';
import { nearest } from './lib/nearest.ts';
import { plainText } from './lib/sanitize.ts';
import { withoutCommands } from './report/without-commands.ts';

export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

const issues = 'https://github.com/orrery/orrery/issues';

/**
 * What to tell the user about an error, and the exit code: 2 for what the user can fix, 70 for our bugs. Nothing that
 * an error quotes is a command where the log of a build is read for them.
 */
export function describeFailure(error: unknown, commandIds: readonly string[]): Failure {
  const { text, exitCode } = failureOf(error, commandIds);
  return { text: withoutCommands(text), exitCode };
}

function failureOf(error: unknown, commandIds: readonly string[]): Failure {
  if (error instanceof UserError) return { text: error.problems.map(describeProblem).join(''), exitCode: 2 };
  if (isUsageError(error)) return { text: `${sentence(error.message, commandIds)}\n`, exitCode: 2 };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `Orrery failed: this is a bug. Please report it at ${issues} with these lines:\n${stack}\n`,
    exitCode: 70,
  };
}

function describeProblem({ message, hint, place }: Problem): string {
  const where = place ? `${plainText(place.file)}:${place.line}: ` : '';
  const advice = hint ? `  ${plainText(hint, 2000)}\n` : '';
  return `${where}${plainText(message, 2000)}\n${advice}`;
}

/** oclif gives an exit code to the errors of its parser and of its command look-up, and to no others. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error && !error.message.startsWith('EEXIT');
}

function sentence(message: string, commandIds: readonly string[]): string {
  const unknown = /^command (\S+) not found$/u.exec(message)?.[1];
  if (unknown !== undefined) return unknownCommand(unknown, commandIds);
  const lines = message.replace('Nonexistent flag', 'Unknown flag').split('\n').filter(Boolean);
  // oclif puts a heading above what is wrong with flags that belong together.
  const [first = '', ...rest] = /^The following errors? occurred:$/u.test(lines[0] ?? '')
    ? lines.slice(1).map((line) => line.trim())
    : lines;
  const ended = /[.:?!]$/u.test(first) ? first : `${first}.`;
  const hints = rest
    .filter((line) => !/^(?:Note:|Alternatively,)/u.test(line))
    .map((line) => line.replace('See more help with --help', 'See --help for what there is.'));
  return [ended, ...hints].join('\n  ');
}

function unknownCommand(id: string, commandIds: readonly string[]): string {
  const guess = nearest(id, commandIds);
  const spoken = (command: string) => plainText(command).replaceAll(':', ' ');
  const hint = guess ? `Did you mean orrery ${spoken(guess)}?` : 'See orrery --help for what there is.';
  return `There is no command ${spoken(id)}.\n  ${hint}`;
}

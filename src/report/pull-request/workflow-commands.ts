import { plainText } from '../../lib/sanitize.ts';
import type { LineNote } from './line-notes.ts';

/** Of each kind, GitHub shows ten of a step. Source: actions/toolkit, "Problem matchers", limitations. */
const MAX_NOTES = 9;

const COMMANDS: Readonly<Record<LineNote['level'], string>> = {
  failure: 'error',
  warning: 'warning',
  notice: 'notice',
};

/** Notes as the commands that a workflow's log takes; what is beyond its limit is counted in one more. */
export function workflowCommands(notes: readonly LineNote[]): readonly string[] {
  return [...Map.groupBy(notes, ({ level }) => level)].flatMap(([level, all]) => {
    const shown = all.slice(0, MAX_NOTES).map((note) => command(level, note));
    const left = all.length - shown.length;
    const rest =
      left === 0 ? [] : [`::${COMMANDS[level]} title=And ${left} more::The summary of this run has all of them.`];
    return [...shown, ...rest];
  });
}

/** Why there is no result, as the command that shows it on the page of a run. */
export function errorCommand(sentence: string): string {
  return `::error title=Orrery::${data(plainText(sentence, MAX_SENTENCE))}`;
}

const MAX_SENTENCE = 1000;

function command(level: LineNote['level'], { path, startLine, endLine, title, message }: LineNote): string {
  const place = `file=${property(path)},line=${startLine},endLine=${endLine},title=${property(title)}`;
  return `::${COMMANDS[level]} ${place}::${data(message)}`;
}

/** Source: actions/toolkit, packages/core, command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

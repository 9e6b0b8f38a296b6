import { type ShellCommand, shellCommands } from '../../lib/shell-words.ts';
import type { Place } from '../../types/place.ts';
import { bareCommand } from './bare-command.ts';
import { deedsOfCommand, isInert } from './deeds-of-command.ts';
import { deedsOfAction } from './known-actions.ts';

import type { Act, Opaque } from './pipeline.ts';

/** What steps do, and which of them hide what they do. */
export interface Doings {
  readonly acts: readonly Act[];
  readonly opaque: readonly Opaque[];
}

export const NOTHING: Doings = { acts: [], opaque: [] };

/** How a step takes part in its job. */
export interface StepManner {
  /** A failure of it does not fail the job. */
  readonly ignored: boolean;
  /** It runs only after a failure. */
  readonly onFailure: boolean;
}

export function joinDoings(parts: readonly Doings[]): Doings {
  return { acts: parts.flatMap(({ acts }) => acts), opaque: parts.flatMap(({ opaque }) => opaque) };
}

/** What the commands of a shell text do. `placeOf` gives the place of a line of it, counted from 1. */
export function readCommands(text: string, placeOf: (line: number) => Place, manner: StepManner): Doings {
  const commands = shellCommands(text.replaceAll('\r\n', '\n'));
  return joinDoings(
    commands.map((command, index) => readCommand(command, { next: commands[index + 1], placeOf, manner })),
  );
}

interface Around {
  readonly next: ShellCommand | undefined;
  readonly placeOf: (line: number) => Place;
  readonly manner: StepManner;
}

function readCommand({ words, line, end }: ShellCommand, { next, placeOf, manner }: Around): Doings {
  const bare = bareCommand(words);
  if (bare.length === 0 || bare.some((word) => ASKS.has(word))) return NOTHING;
  const place = placeOf(line);
  const { deeds, by } = deedsOfCommand(bare);
  if (deeds.length === 0) return isInert(bare) ? NOTHING : { acts: [], opaque: [{ by: shortOf(bare), place }] };
  const isTrial = bare.some((word) => /^--dry-run(?:=(?!none$).*)?$/.test(word));
  const ignored = manner.ignored || (end === '||' && isShrug(next?.words ?? []));
  const undoes = bare.some((word) => UNDOES.has(word.replace(/=true$/, '')));
  const done = deeds.filter((deed) => {
    if (deed === 'test' && bare.some((word) => SKIPS_TESTS.test(word))) return false;
    if (isTrial) return deed === 'validate-manifests';
    return !(deed === 'verify' && end === '|'); // What is fetched to be run by a shell verifies nothing.
  });
  return { acts: done.map((deed) => ({ deed, by, place, ignored, undoes, onFailure: manner.onFailure })), opaque: [] };
}

const ASKS = new Set(['--help', '--version', '-h']);
const SKIPS_TESTS = /^-D(?:skipTests|maven\.test\.skip)(?:=true)?$/;
const UNDOES = new Set(['--atomic', '--rollback-on-failure', '--rollback']);
const SHRUGS = new Set(['true', ':', 'echo', 'printf']);

/** An answer to a failure after which the step goes on as if nothing had been. */
function isShrug([program = '', code]: readonly string[]): boolean {
  return SHRUGS.has(program) || (program === 'exit' && code === '0');
}

function shortOf(words: readonly string[]): string {
  return words.slice(0, 2).join(' ').slice(0, 60);
}

/** What a published action does. */
export function readAction(uses: string, given: ReadonlyMap<string, string>, at: Place & StepManner): Doings {
  const { ignored, onFailure, ...place } = at;
  const name = uses.slice(0, uses.includes('@') ? uses.indexOf('@') : undefined);
  const { deeds, opaque } = deedsOfAction(name, given);
  return {
    acts: deeds.map((deed) => ({ deed, by: name, place, ignored, undoes: false, onFailure })),
    opaque: opaque ? [{ by: name, place }] : [],
  };
}

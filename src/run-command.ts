import type { Interfaces } from '@oclif/core';
import { settings } from '@oclif/core/settings';
import { commandTable } from './command-table.ts';
import { describeFailure } from './describe-failure.ts';

/** Where oclif finds what. */
export interface Program {
  readonly root: string;
  readonly manifest: Interfaces.PJSON;
  /** The module with every command, relative to the root. */
  readonly allCommands: string;
}

/**
 * Runs one command; every error ends here, as text on standard error and an exit code. A command that is named
 * runs alone; help and words that name none go through oclif's own look-up, which loads every command.
 */
export async function runCommand(argv: readonly string[], program: Program): Promise<number> {
  settings.enableAutoTranspile = false;
  const named = asksForHelp(argv) ? undefined : nameOf(argv);
  try {
    const code: unknown = await (named === undefined ? lookUp(argv, program) : runNamed(named, argv, program));
    return typeof code === 'number' ? code : 0; // Help gives none.
  } catch (error) {
    const { text, exitCode } = describeFailure(error, Object.keys(commandTable));
    process.stderr.write(text);
    return exitCode;
  }
}

function asksForHelp(argv: readonly string[]): boolean {
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  return own.includes('--help');
}

/** The id that the first words name, the longest first. */
function nameOf(argv: readonly string[]): string | undefined {
  return [2, 1].map((count) => argv.slice(0, count).join(':')).find((id) => Object.hasOwn(commandTable, id));
}

async function runNamed(id: string, argv: readonly string[], { root, manifest }: Program): Promise<unknown> {
  const loaded = await commandTable[id]?.();
  return loaded?.default.run(argv.slice(id.split(':').length), { root, pjson: manifest, isRoot: true });
}

async function lookUp(argv: readonly string[], { root, manifest, allCommands }: Program): Promise<unknown> {
  const { run } = await import('@oclif/core/run');
  const commands = { strategy: 'explicit', target: allCommands, identifier: 'commands' } as const;
  const pjson = { ...manifest, oclif: { ...manifest.oclif, commands } };
  return run([...argv], { root, pjson, isRoot: true, ignoreManifest: true });
}

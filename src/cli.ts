import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Interfaces } from '@oclif/core';
import { packageRoot } from './lib/package-root.ts';

/**
 * Runs the command line and gives its exit code. `allCommands` is the module with the commands, relative to
 * the package. The version is answered before anything else is loaded: scripts ask for it often.
 */
export async function main(argv: readonly string[], allCommands: string): Promise<number> {
  const root = packageRoot();
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Interfaces.PJSON; // Our own file.
  if (argv[0] === '--version' || argv[0] === '-v') {
    process.stdout.write(`${manifest.name} ${manifest.version}\n`);
    return 0;
  }
  const { runCommand } = await import('./run-command.ts');
  return runCommand(argv, { root, manifest, allCommands });
}

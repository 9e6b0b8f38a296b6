import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './lib/package-root.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly oclif: { readonly [setting: string]: unknown };
}

/**
 * Runs the command line and gives its exit code. `commandTable` is the module with the commands, relative to
 * the package. The version is answered before anything else is loaded: scripts ask for it often.
 */
export async function main(argv: readonly string[], commandTable: string): Promise<number> {
  const root = packageRoot();
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest; // Our own file.
  if (argv[0] === '--version' || argv[0] === '-v') {
    process.stdout.write(`${manifest.name} ${manifest.version}\n`);
    return 0;
  }
  const { runCommand } = await import('./run-command.ts');
  const oclif = { ...manifest.oclif, commands: { strategy: 'explicit', target: commandTable, identifier: 'commands' } };
  return runCommand(argv, root, { ...manifest, oclif });
}

import { type Interfaces, run, settings } from '@oclif/core';
import { describeFailure } from './describe-failure.ts';

/** Runs one command through oclif; every error ends here, as text on standard error and an exit code. */
export async function runCommand(argv: readonly string[], root: string, manifest: object): Promise<number> {
  settings.enableAutoTranspile = false;
  try {
    const pjson = manifest as Interfaces.PJSON; // Our own package.json.
    const code: unknown = await run([...argv], { root, pjson, isRoot: true, ignoreManifest: true });
    return typeof code === 'number' ? code : 0; // Help gives none.
  } catch (error) {
    const { commands } = await import('./command-table.ts');
    const { text, exitCode } = describeFailure(error, Object.keys(commands));
    process.stderr.write(text);
    return exitCode;
  }
}

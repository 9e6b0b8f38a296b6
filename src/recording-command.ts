import { join } from 'node:path';
import * as Flags from '@oclif/core/flags';
import type { Terminal } from './ask-missing.ts';
import type { Recorded } from './record-override.ts';
import { ReviewingCommand } from './reviewing-command.ts';

/** What every record may say. */
export const recordFlags = {
  in: Flags.string({ description: 'The folder that is reviewed.', helpValue: 'DIR', default: '.' }),
  config: Flags.string({
    description: 'The configuration, instead of orrery.yaml in the folder.',
    helpValue: 'FILE',
  }),
  file: Flags.string({
    description: 'Which of the files that the configuration names to add to; the first where it is left out.',
    helpValue: 'FILE',
  }),
  service: Flags.string({ description: 'The service it is for; every one where it is left out.', helpValue: 'NAME' }),
  subject: Flags.string({ description: 'The subject it is for, by id or glob.', helpValue: 'ID' }),
};

interface RecordPlace {
  readonly root: string;
  readonly configFile: string | undefined;
  readonly file: string | undefined;
}

/** A command that writes down what people say. */
export abstract class RecordingCommand extends ReviewingCommand {
  /** Where somebody can answer; undefined elsewhere. Questions go to standard error: they are no result. */
  protected terminal(): Terminal | undefined {
    if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
    return { input: process.stdin, output: process.stderr };
  }

  protected where(flags: {
    readonly in: string;
    readonly config?: string | undefined;
    readonly file?: string | undefined;
  }): RecordPlace {
    return { root: flags.in, configFile: flags.config, file: flags.file };
  }

  protected reportRecord(root: string, { file, text }: Recorded): void {
    this.print(`Added to ${join(root, file)}:\n\n${text}\nNext: have it reviewed and commit it.\n`);
  }
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as Args from '@oclif/core/args';
import { BaseCommand, type ExitCode } from '../base-command.ts';
import { packageRoot } from '../lib/package-root.ts';

const names = ['review', 'config', 'check', 'tracker', 'issue-plan', 'issue-report'];

export default class Schema extends BaseCommand {
  static override summary = 'Print the JSON Schema of a file format.';
  static override examples = ['<%= config.bin %> schema review > review.schema.json'];
  static override args = {
    name: Args.string({ description: 'The format.', options: names, required: true }),
  };

  async run(): Promise<ExitCode> {
    const { args } = await this.parse(Schema);
    this.print(await readFile(join(packageRoot(), 'schemas', `${args.name}.schema.json`), 'utf8'));
    return 0;
  }
}

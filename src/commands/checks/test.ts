import { Args } from '@oclif/core';
import { BaseCommand, type ExitCode } from '../../base-command.ts';

export default class ChecksTest extends BaseCommand {
  static override summary = 'Run the examples of checks of your own.';
  static override args = {
    paths: Args.string({ description: 'Files or folders with checks.', default: 'checks' }),
  };

  async run(): Promise<ExitCode> {
    await this.parse(ChecksTest);
    return 0;
  }
}

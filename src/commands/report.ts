import { readFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { BaseCommand, type ExitCode } from '../base-command.ts';
import { UserError } from '../errors.ts';
import { parseOutputs } from '../parse-outputs.ts';
import { readReview } from '../report/json/read-review.ts';
import { reportFormats } from '../report/report-formats.ts';
import { writeOutputs } from '../write-outputs.ts';

export default class Report extends BaseCommand {
  static override summary = 'Render a review file again.';
  static override examples = ['<%= config.bin %> report review.json --report markdown=review.md'];
  static override args = {
    file: Args.string({ description: 'A review, as scan --report json=FILE writes it.', required: true }),
  };
  static override flags = {
    report: Flags.string({
      description: `Write a report; FORMAT is ${reportFormats.join(', ')}; FILE - is standard output.`,
      helpValue: 'FORMAT=FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    assets: Flags.option({
      description: 'Style and script of HTML: in the page, or in two files beside it.',
      options: ['inline', 'linked'] as const,
      default: 'inline' as const,
    })(),
    all: Flags.boolean({ description: 'Show every gap, place and unread file in full.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Report);
    const outputs = parseOutputs(flags.report ?? []);
    const review = await readReview(await readText(args.file), args.file);
    await writeOutputs(review, outputs, { print: (text) => this.print(text), assets: flags.assets });
    if (outputs.length > 0) return 0;
    const { renderTerminal } = await import('../report/terminal/render-terminal.ts');
    this.print(renderTerminal(review, { ...this.screen(flags['no-color']), all: flags.all }));
    return 0;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UserError(`Cannot read ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`, {
      hint: 'Write a review with: orrery scan --report json=FILE',
    });
  }
}

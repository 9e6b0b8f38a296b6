import { dirname, join } from 'node:path';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { writeReport } from '../../publish/write-report.ts';
import { readReviewFile } from '../../read-review-file.ts';

export default class FleetReport extends BaseCommand {
  static override summary = 'Show the reviews of many repositories on one page.';
  static override description =
    'Services by areas, the worst first, with their owners and the gaps that most of them share.';
  static override examples = ['<%= config.bin %> fleet report reviews/*.json --html fleet.html'];
  static override strict = false;
  static override args = {
    files: Args.string({ description: 'Reviews, as scan --report json=FILE writes them.', required: true }),
  };
  static override flags = {
    html: Flags.string({
      description: 'Where the page goes; - is standard output.',
      helpValue: 'FILE',
      required: true,
    }),
    assets: Flags.option({
      description: 'Style and script: in the page, or in two files beside it.',
      options: ['inline', 'linked'] as const,
      default: 'inline' as const,
    })(),
  };

  async run(): Promise<ExitCode> {
    const { argv, flags } = await this.parse(FleetReport);
    if (flags.html === '-' && flags.assets === 'linked') {
      throw new UserError('A page with linked assets cannot go to standard output: nothing would lie beside it.', {
        hint: 'Name a file: --html FILE',
      });
    }
    const reviews = [];
    for (const file of argv) reviews.push(await readReviewFile(String(file)));
    const { renderFleetHtml } = await import('../../report/html/render-fleet-html.ts');
    const page = await renderFleetHtml(reviews, { assets: flags.assets });
    if (flags.html === '-') this.print(page);
    else await this.write(flags.html, page, flags.assets);
    return 0;
  }

  private async write(file: string, page: string, assets: 'inline' | 'linked'): Promise<void> {
    await writeReport(file, page);
    if (assets === 'inline') return;
    const { readAssets } = await import('../../report/html/page-assets.ts');
    for (const { name, text } of await readAssets()) await writeReport(join(dirname(file), name), text);
  }
}

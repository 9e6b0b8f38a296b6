import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../base-command.ts';
import { type Output, parseOutputs } from '../parse-outputs.ts';
import { writeReport } from '../publish/write-report.ts';
import { readReviewFile } from '../read-review-file.ts';
import { readReviewPair } from '../read-review-pair.ts';
import type { ComparedReview } from '../report/compare/compared-review.ts';
import { reportFormats } from '../report/report-formats.ts';
import { writeOutputs } from '../write-outputs.ts';

export default class Report extends BaseCommand {
  static override summary = 'Render a review file again, or say what changed since another.';
  static override description = [
    'With --compare, what moved because rules changed is told apart from what the services did.',
    'The formats of a comparison are json (the new review with its comparison), markdown and text.',
    'Exit code: 0; with --compare --strict 1 when something got worse or a new gap blocks; 2 for wrong use.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> report review.json --report markdown=review.md',
    '<%= config.bin %> report --compare old.json new.json --report markdown-comment=-',
  ];
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
    compare: Flags.string({ description: 'Say what changed since this older review.', helpValue: 'OLD' }),
    strict: Flags.boolean({
      description: 'Exit with 1 when something got worse or a new gap blocks.',
      dependsOn: ['compare'],
    }),
    all: Flags.boolean({ description: 'Show every gap, place and unread file in full.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Report);
    const outputs = parseOutputs(flags.report ?? []);
    if (flags.compare !== undefined) {
      return this.compare(await readReviewPair(flags.compare, args.file), outputs, flags);
    }
    const review = await readReviewFile(args.file);
    await writeOutputs(review, outputs, { print: (text) => this.print(text), assets: flags.assets });
    if (outputs.length > 0) return 0;
    const { renderTerminal } = await import('../report/terminal/render-terminal.ts');
    this.print(renderTerminal(review, { ...this.screen(flags['no-color']), all: flags.all }));
    return 0;
  }

  private async compare(
    { base, head }: Awaited<ReturnType<typeof readReviewPair>>,
    outputs: readonly Output[],
    flags: CompareFlags,
  ): Promise<ExitCode> {
    const { compareReviews } = await import('../report/compare/compare-reviews.ts');
    const { loadBuiltInVocabulary } = await import('../catalog/load-built-in.ts');
    const vocabulary = await loadBuiltInVocabulary();
    const compared = { ...head, comparison: compareReviews(base, head, { vocabulary }) };
    await this.writeCompared(compared, outputs);
    if (outputs.length === 0) {
      const { renderComparison } = await import('../report/compare/render-comparison.ts');
      this.print(renderComparison(compared, this.screen(flags['no-color'])));
    }
    const { gotWorse } = await import('../report/compare/got-worse.ts');
    return flags.strict && gotWorse(compared.comparison) ? 1 : 0;
  }

  private async writeCompared(review: ComparedReview, outputs: readonly Output[]): Promise<void> {
    const { renderCompared } = await import('../report/compare/render-compared.ts');
    const texts = await Promise.all(outputs.map(({ format }) => renderCompared(review, format)));
    for (const [index, { file }] of outputs.entries()) {
      const text = texts[index] ?? '';
      if (file === '-') this.print(text);
      else await writeReport(file, text);
    }
  }
}

interface CompareFlags {
  readonly strict: boolean;
  readonly 'no-color': boolean;
}

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../base-command.ts';
import { parseOutputs } from '../parse-outputs.ts';
import type { ComparedReview } from '../report/compare/compared-review.ts';
import { reportFormats } from '../report/report-formats.ts';
import { parseRendered, ReviewingCommand, reviewFlags, reviewRequest } from '../reviewing-command.ts';
import type { Gate, Review } from '../types/review.ts';
import { type Renderer, writeOutputs } from '../write-outputs.ts';

type ScanFlags = Awaited<ReturnType<Scan['readFlags']>>['flags'];

export default class Scan extends ReviewingCommand {
  static override summary = 'Review the operational readiness of the services in a folder.';
  static override description = [
    'Reads manifests, charts, overlays and documents; runs nothing of what it reads, and reads nothing outside the folder.',
    'Exit code: 0 for GO and CONDITIONAL, 1 for NO-GO, 2 for wrong use, 3 when nothing could be assessed.',
    'With --since, 1 only where a blocking gap is new or stands worse: what governs the review is then what REF had.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> scan',
    '<%= config.bin %> scan services/checkout --tier 1 --strict',
    '<%= config.bin %> scan --since origin/main',
    '<%= config.bin %> scan --rendered production=build/manifests --report json=review.json',
  ];
  static override args = {
    path: Args.string({ description: 'The folder to review, or the address of a git repository.', default: '.' }),
  };
  static override flags = {
    ...reviewFlags,
    since: Flags.string({
      description: 'Say what changed since this branch or commit and HEAD parted, and judge by that alone.',
      helpValue: 'REF',
    }),
    'base-rendered': Flags.string({
      description: 'With --since: the same environment, rendered from what it is compared with.',
      helpValue: 'ENV=DIR',
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['since'],
    }),
    report: Flags.string({
      description: `Write a report; FORMAT is ${reportFormats.join(', ')}; FILE - is standard output.`,
      helpValue: 'FORMAT=FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({ description: 'Print the review as JSON; short for --report json=-.' }),
    assets: Flags.option({
      description: 'Style and script of HTML: in the page, or in two files beside it.',
      options: ['inline', 'linked'] as const,
      default: 'inline' as const,
    })(),
    all: Flags.boolean({ description: 'Show every gap, place and unread file in full.' }),
    strict: Flags.boolean({
      description: 'Exit with 1 for CONDITIONAL too; with --since, for anything that is new, worse or weaker.',
    }),
    quiet: Flags.boolean({ description: 'Print the verdict and its reasons only, and no progress.', char: 'q' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.readFlags();
    const outputs = parseOutputs(flags.report ?? [], flags.json);
    const review = await this.reviewOrCompare(args.path, flags);
    const { comparison } = review;
    const render = comparison ? await rendererOf({ ...review, comparison }) : undefined;
    await writeOutputs(review, outputs, { print: (text) => this.print(text), assets: flags.assets, render });
    if (!outputs.some((output) => output.file === '-')) await this.printReview(review, flags);
    if (!comparison || review.gate.verdict === 'NOT-ASSESSED') return exitCode(review.gate.verdict, flags.strict);
    const { blocksChange } = await import('../report/compare/blocks-change.ts');
    return blocksChange(comparison, flags.strict) ? 1 : 0;
  }

  readFlags() {
    return this.parse(Scan);
  }

  private reviewOrCompare(path: string, flags: ScanFlags): Promise<Review> {
    const { since } = flags;
    if (since === undefined) return this.review(path, flags);
    const baseRendered = parseRendered('--base-rendered', flags['base-rendered'] ?? []);
    return this.whileProgressing(async (shown) => {
      const { reviewSince } = await import('../review-since.ts');
      return reviewSince({ ...reviewRequest(path, flags), ...shown, since: { ref: since }, baseRendered });
    }, flags.quiet);
  }

  private async printReview(review: Review, flags: ScanFlags): Promise<void> {
    const { comparison } = review;
    if (comparison) {
      const { renderComparison } = await import('../report/compare/render-comparison.ts');
      return this.print(renderComparison({ ...review, comparison }, this.screen(flags['no-color'])));
    }
    const { renderTerminal } = await import('../report/terminal/render-terminal.ts');
    const { all, quiet } = flags;
    this.print(renderTerminal(review, { ...this.screen(flags['no-color']), all, brief: quiet }));
  }
}

async function rendererOf(review: ComparedReview): Promise<Renderer> {
  return (await import('../change-renderer.ts')).changeRenderer(review);
}

function exitCode(verdict: Gate, strict: boolean): ExitCode {
  if (verdict === 'NOT-ASSESSED') return 3;
  return verdict === 'NO-GO' || (strict && verdict === 'CONDITIONAL') ? 1 : 0;
}

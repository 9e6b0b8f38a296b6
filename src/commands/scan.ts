import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../base-command.ts';
import { type Problem, UserError } from '../errors.ts';
import { currentTime } from '../lib/clock.ts';
import { environment } from '../lib/environment.ts';
import { parsePairs } from '../lib/parse-pairs.ts';
import { parseOutputs } from '../parse-outputs.ts';
import type { ReviewRequest } from '../pipeline.ts';
import type { ComparedReview } from '../report/compare/compared-review.ts';
import { reportFormats } from '../report/report-formats.ts';
import type { Gate, Review } from '../types/review.ts';
import { type Renderer, writeOutputs } from '../write-outputs.ts';

type ScanFlags = Awaited<ReturnType<Scan['readFlags']>>['flags'];

export default class Scan extends BaseCommand {
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
    config: Flags.string({
      description: 'The configuration, instead of orrery.yaml in the folder.',
      helpValue: 'FILE',
    }),
    profile: Flags.string({ description: 'Which checks to run: launch, pull-request, quarterly, or one of your own.' }),
    tier: Flags.string({ description: 'How critical the services are, 1 being the most.', options: ['1', '2', '3'] }),
    rendered: Flags.string({
      description: 'Manifests of an environment that you rendered yourself.',
      helpValue: 'ENV=DIR',
      multiple: true,
      multipleNonGreedy: true,
    }),
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
    facts: Flags.string({
      description: 'Facts from elsewhere, in a file.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'allow-remote': Flags.boolean({ description: 'Let helm and kustomize fetch what the files name.' }),
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
    const review = await this.review(args.path, flags);
    const { comparison } = review;
    const render = comparison ? await changeRenderer({ ...review, comparison }) : undefined;
    await writeOutputs(review, outputs, { print: (text) => this.print(text), assets: flags.assets, render });
    if (!outputs.some((output) => output.file === '-')) await this.printReview(review, flags);
    if (!comparison || review.gate.verdict === 'NOT-ASSESSED') return exitCode(review.gate.verdict, flags.strict);
    const { blocksChange } = await import('../report/compare/blocks-change.ts');
    return blocksChange(comparison, flags.strict) ? 1 : 0;
  }

  readFlags() {
    return this.parse(Scan);
  }

  private async review(path: string, flags: ScanFlags): Promise<Review> {
    const request = this.request(path, flags);
    try {
      if (flags.since === undefined) return await (await import('../pipeline.ts')).review(request);
      const { reviewSince } = await import('../review-since.ts');
      const baseRendered = parseRendered('--base-rendered', flags['base-rendered'] ?? []);
      return await reviewSince({ ...request, since: { ref: flags.since }, baseRendered });
    } finally {
      this.endProgress();
    }
  }

  private request(path: string, flags: ScanFlags): ReviewRequest {
    return {
      path,
      ...(flags.config === undefined ? {} : { config: flags.config }),
      ...(flags.profile === undefined ? {} : { profile: flags.profile }),
      ...(flags.tier === undefined ? {} : { tier: tiers[flags.tier] ?? 2 }),
      rendered: parseRendered('--rendered', flags.rendered ?? []),
      facts: flags.facts ?? [],
      allowRemote: flags['allow-remote'],
      now: currentTime(),
      environment: { path: environment('PATH') ?? '' },
      ...(flags.quiet ? {} : { onProgress: (step: string) => this.progress(step) }),
    };
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

const tiers: { readonly [flag: string]: 1 | 2 | 3 } = { '1': 1, '2': 2, '3': 3 };

/** A comparison is what these formats show of it; the others show the whole review. */
async function changeRenderer(review: ComparedReview): Promise<Renderer> {
  const { comparedFormats, renderCompared } = await import('../report/compare/render-compared.ts');
  return (format) => (comparedFormats.includes(format) ? renderCompared(review, format) : undefined);
}

function parseRendered(flag: string, values: readonly string[]): ReviewRequest['rendered'] {
  const problems: Problem[] = [];
  const pairs = parsePairs({ flag, values, shape: 'ENV=DIR' }, problems);
  if (problems.length > 0) throw new UserError(problems);
  return pairs.map(([name, directory]) => ({ environment: name, directory }));
}

function exitCode(verdict: Gate, strict: boolean): ExitCode {
  if (verdict === 'NOT-ASSESSED') return 3;
  return verdict === 'NO-GO' || (strict && verdict === 'CONDITIONAL') ? 1 : 0;
}

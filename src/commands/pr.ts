import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../base-command.ts';
import { UserError } from '../errors.ts';
import { environment } from '../lib/environment.ts';
import { type Output, parseOutputs } from '../parse-outputs.ts';
import type { ActionsContext } from '../publish/actions/actions-context.ts';
import { readReviewFile } from '../read-review-file.ts';
import type { ComparedReview } from '../report/compare/compared-review.ts';
import { reportFormats } from '../report/report-formats.ts';
import { parseRendered, ReviewingCommand, reviewFlags, reviewRequest } from '../reviewing-command.ts';
import type { ChangeEvent } from '../run-pull-request.ts';
import type { Review } from '../types/review.ts';
import { writeOutputs } from '../write-outputs.ts';

type PrFlags = Awaited<ReturnType<Pr['readFlags']>>['flags'];

export default class Pr extends ReviewingCommand {
  static override summary = 'Review what a workflow of GitHub Actions was started for, and publish the result.';
  static override description = [
    'For a pull request or a merge group: what the change makes better or worse, as one comment and a check run.',
    'For every other event: the whole review. Both go to the summary and the outputs of the step.',
    'The token is read from GITHUB_TOKEN. Without the rights to write, the result stays in the summary and the log.',
    'Exit code: 1 for what --fail-on names, 2 for wrong use; of a whole review, 3 when nothing could be assessed.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> pr',
    '<%= config.bin %> pr services/checkout --fail-on any --report sarif=orrery.sarif',
    '<%= config.bin %> pr --review review.json',
  ];
  static override args = {
    path: Args.string({ description: 'The folder to review.', default: '.' }),
  };
  static override flags = {
    ...reviewFlags,
    'base-rendered': Flags.string({
      description: 'An environment of --rendered, rendered from the base.',
      helpValue: 'ENV=DIR',
      multiple: true,
      multipleNonGreedy: true,
    }),
    review: Flags.string({
      description: 'Publish this review, which a workflow without the rights to write has made.',
      helpValue: 'FILE',
    }),
    failed: Flags.boolean({
      description: 'Say that the review failed, in place of what an earlier one said.',
      exclusive: ['review'],
    }),
    comment: Flags.boolean({ description: 'Comment on the pull request.', default: true, allowNo: true }),
    check: Flags.boolean({ description: 'Write a check run.', default: true, allowNo: true }),
    name: Flags.string({
      description: 'Tells this check run and comment from those of other reviews of the repository.',
      default: 'orrery',
    }),
    author: Flags.string({
      description:
        "Who the token writes as, where it is an app's of your own, to find its comment and check run again.",
      helpValue: 'APP[bot]',
    }),
    'fail-on': Flags.option({
      description: 'What exits with 1: a new or worse gap that blocks, anything new, worse or weaker, or nothing.',
      options: ['blocking', 'any', 'nothing'] as const,
      default: 'blocking' as const,
    })(),
    report: Flags.string({
      description: `Write a report; FORMAT is ${reportFormats.join(', ')}.`,
      helpValue: 'FORMAT=FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.readFlags();
    const outputs = parseOutputs(flags.report ?? []);
    const { actionsContext } = await import('../publish/actions/actions-context.ts');
    const actions = await actionsContext(environment);
    const { event } = actions;
    if (event.kind === 'other') return flags.failed ? 0 : this.wholeReview(args.path, flags, { actions, outputs });
    return this.change(args.path, flags, { actions, event, outputs });
  }

  readFlags() {
    return this.parse(Pr);
  }

  private async wholeReview(path: string, flags: PrFlags, { actions, outputs }: Setting): Promise<ExitCode> {
    const review = flags.review === undefined ? await this.review(path, flags) : await readReviewFile(flags.review);
    const { reportWhole } = await import('../report-run.ts');
    this.print(await reportWhole(review, actions, this.screen(false)));
    await this.write(review, outputs);
    const { verdict } = review.gate;
    if (flags['fail-on'] === 'nothing') return 0;
    if (verdict === 'NOT-ASSESSED') return 3;
    return verdict === 'NO-GO' || (verdict === 'CONDITIONAL' && flags['fail-on'] === 'any') ? 1 : 0;
  }

  private async change(
    path: string,
    flags: PrFlags,
    { actions, event, outputs }: Setting & { readonly event: ChangeEvent },
  ): Promise<ExitCode> {
    const { runPullRequest, sayFailed, sentenceOf } = await import('../run-pull-request.ts');
    const { openGithub } = await import('../publish/github/open-github.ts');
    const token = environment('GITHUB_TOKEN');
    const reviewed = flags.review === undefined ? undefined : await readCompared(flags.review);
    const run = {
      actions,
      event,
      ...(token === undefined ? {} : { github: await openGithub({ apiUrl: actions.apiUrl, token }) }),
      request: reviewRequest(path, flags),
      baseRendered: parseRendered('--base-rendered', flags['base-rendered'] ?? []),
      ...(reviewed ? { reviewed } : {}),
      failOn: flags['fail-on'],
      ...(flags.author === undefined ? {} : { author: flags.author }),
      comment: flags.comment,
      ...(flags.check ? { checkName: flags.name } : {}),
      key: keyOf(flags.name),
    };
    if (flags.failed) {
      await sayFailed(run, 'the workflow ended before the review did.');
      return 0;
    }
    const result = await this.whileProgressing((shown) =>
      runPullRequest({ ...run, request: { ...run.request, ...shown } }),
    ).catch(async (error: unknown) => {
      const { errorCommand } = await import('../report/pull-request/workflow-commands.ts');
      this.print(`${errorCommand(sentenceOf(error))}\n`);
      throw error;
    });
    const { reportChange } = await import('../report-run.ts');
    this.print(await reportChange(result, actions, this.screen(false)));
    await this.write(result.review, outputs);
    return result.conclusion === 'failure' ? 1 : 0;
  }

  /** The last thing of all: what was found is told wherever else it can be, if this fails. */
  private async write(review: Review, outputs: readonly Output[]): Promise<void> {
    const { comparison } = review;
    const render = comparison && (await import('../change-renderer.ts')).changeRenderer({ ...review, comparison });
    await writeOutputs(review, outputs, { print: (text) => this.print(text), assets: 'inline', render });
  }
}

interface Setting {
  readonly actions: ActionsContext;
  readonly outputs: readonly Output[];
}

async function readCompared(file: string): Promise<ComparedReview> {
  const review = await readReviewFile(file);
  const { comparison } = review;
  if (comparison) return { ...review, comparison };
  throw new UserError(`${file} does not say what changed.`, {
    hint: 'Write it with orrery pr or orrery scan --since REF, and --report json=FILE.',
  });
}

/** A marker and an external id are made of it. */
function keyOf(name: string): string {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._/]|-(?!-))*$/.test(name) && name.length <= 60 && !name.endsWith('-')) return name;
  throw new UserError(`--name ${name} cannot be used as a name.`, {
    hint: 'Use letters, digits, dots, slashes, underscores and single hyphens, 60 at most.',
  });
}

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { applyPlan, isWhole } from '../../apply-plan.ts';
import type { ExitCode } from '../../base-command.ts';
import { githubFlags, repositoryFlag } from '../../connect-github.ts';
import { checkFolder, liveTracker, prepareIssuePlan } from '../../prepare-issue-plan.ts';
import { writeReport } from '../../publish/write-report.ts';
import { refuseUnusable } from '../../read-issue-plan.ts';
import { readReviewFile } from '../../read-review-file.ts';
import { printJson } from '../../report/print-json.ts';
import { ReviewingCommand, reviewFlags } from '../../reviewing-command.ts';
import type { IssuePlan } from '../../types/issue-plan.ts';

export default class IssuesSync extends ReviewingCommand {
  static override summary = 'Plan what becomes of the issues of a repository, and do it.';
  static override description = [
    'Shows the plan and asks. Where nobody can be asked, it changes nothing without --yes.',
    'The token is read from GITHUB_TOKEN or GH_TOKEN.',
    'Exit code: 0, 1 when something is left to do, 2 for wrong use, 3 when nothing could be assessed.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> issues sync',
    '<%= config.bin %> issues sync --yes --review review.json --repository acme/shop',
  ];
  static override args = {
    path: Args.string({ description: 'The folder to review, which holds the policy.', default: '.' }),
  };
  static override flags = {
    ...reviewFlags,
    review: Flags.string({ description: 'A review file, instead of a review of the folder.', helpValue: 'FILE' }),
    repository: repositoryFlag,
    ...githubFlags,
    yes: Flags.boolean({ description: 'Do it without asking.', exclusive: ['dry-run'] }),
    'dry-run': Flags.boolean({ description: 'Show the plan, and change nothing.' }),
    prune: Flags.boolean({ description: 'Close issues whose check or service is gone.' }),
    out: Flags.string({ description: 'Write the plan as JSON.', helpValue: 'FILE' }),
    result: Flags.string({ description: 'Write what came of it as JSON.', helpValue: 'FILE' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(IssuesSync);
    checkFolder(args.path);
    const tracker = await liveTracker(flags);
    const isFresh = flags.review === undefined;
    const review =
      flags.review === undefined ? await this.review(args.path, flags) : await readReviewFile(flags.review);
    if (review.gate.verdict === 'NOT-ASSESSED') {
      this.print('Nothing could be assessed, so there is nothing to plan. See why: orrery scan\n');
      return 3;
    }
    const { config, prune, out, result, author } = flags;
    const request = await prepareIssuePlan(review, { path: args.path, config, tracker, prune, isFresh });
    const { planIssues } = await import('../../plan-issues.ts');
    const { plan } = await planIssues(request);
    if (out !== undefined) await writeReport(out, printJson(plan));
    if (!(await this.mayGoOn(plan, flags))) return 0;
    const report = await this.whileProgressing((shown) => applyPlan(tracker.connected, plan, { ...shown, author }));
    if (result !== undefined) await writeReport(result, printJson(report));
    const { renderIssueReport } = await import('../../report/terminal/render-issue-report.ts');
    this.print(renderIssueReport(report, this.screen(flags['no-color'])));
    return isWhole(report) ? 0 : 1;
  }

  /** Shows the plan, and asks where somebody is there to answer. */
  private async mayGoOn(plan: IssuePlan, flags: Agreement): Promise<boolean> {
    const { renderIssuePlan } = await import('../../report/terminal/render-issue-plan.ts');
    const isIdle = plan.actions.every(({ kind }) => kind === 'none' || kind === 'mute');
    const canAsk = process.stdin.isTTY === true && process.stdout.isTTY === true;
    const goesOn = !isIdle && !flags['dry-run'] && (flags.yes || canAsk);
    this.print(renderIssuePlan(plan, { ...this.screen(flags['no-color']), goesOn }));
    if (!goesOn) {
      if (!isIdle && !flags['dry-run']) this.print('To do it where nobody can be asked: --yes\n');
      return false;
    }
    refuseUnusable(plan);
    return flags.yes || ask('Do this? [y/N] ');
  }
}

interface Agreement {
  readonly yes: boolean;
  readonly 'dry-run': boolean;
  readonly 'no-color': boolean;
}

async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/iu.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../../base-command.ts';
import { githubFlags, repositoryFlag } from '../../connect-github.ts';
import { UserError } from '../../errors.ts';
import { issueKey } from '../../lib/issue-key.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { plainText } from '../../lib/sanitize.ts';
import { checkFolder, prepareIssuePlan, trackerSource } from '../../prepare-issue-plan.ts';
import { writeReport } from '../../publish/write-report.ts';
import { readReviewFile } from '../../read-review-file.ts';
import { commentBytes } from '../../report/markdown/markdown-budgets.ts';
import { printJson } from '../../report/print-json.ts';
import { withoutCommands } from '../../report/without-commands.ts';
import { ReviewingCommand, reviewFlags } from '../../reviewing-command.ts';
import type { IssueWish } from '../../types/issue-wish.ts';

export default class IssuesPlan extends ReviewingCommand {
  static override summary = 'Say which issues the gaps call for, and what would become of those that are there.';
  static override description = [
    'Changes nothing. The plan is made against the issues of the repository on GitHub, against recorded ones, or none.',
    'The token is read from GITHUB_TOKEN or GH_TOKEN.',
    'Exit code: 0, 2 for wrong use, 3 when nothing could be assessed.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> issues plan --repository acme/shop --out plan.json',
    '<%= config.bin %> issues plan --tracker empty',
    '<%= config.bin %> issues plan --tracker tracker.json --review review.json --out plan.json',
    '<%= config.bin %> issues plan --tracker empty --show orders:health/disruption-budget-leaves-room',
  ];
  static override args = {
    path: Args.string({ description: 'The folder to review, which holds the policy.', default: '.' }),
  };
  static override flags = {
    ...reviewFlags,
    review: Flags.string({ description: 'A review file, instead of a review of the folder.', helpValue: 'FILE' }),
    tracker: Flags.string({
      description: 'Recorded issues instead of those on GitHub; empty for none.',
      helpValue: 'FILE|empty',
    }),
    repository: repositoryFlag,
    ...githubFlags,
    'record-tracker': Flags.string({
      description: 'Write the issues that the plan was made against.',
      helpValue: 'FILE',
    }),
    out: Flags.string({ description: 'Write the plan as JSON; - is standard output.', helpValue: 'FILE' }),
    show: Flags.string({ description: 'Print one issue as it would be created: title and body.', helpValue: 'KEY' }),
    prune: Flags.boolean({ description: 'Close issues whose check or service is gone.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(IssuesPlan);
    checkFolder(args.path);
    const tracker = await trackerSource(flags);
    const isFresh = flags.review === undefined;
    const review =
      flags.review === undefined ? await this.review(args.path, flags) : await readReviewFile(flags.review);
    if (review.gate.verdict === 'NOT-ASSESSED') {
      this.print('Nothing could be assessed, so there is nothing to plan. See why: orrery scan\n');
      return 3;
    }
    const { config, prune, out, show } = flags;
    const request = await prepareIssuePlan(review, { path: args.path, config, tracker, prune, isFresh });
    const { planIssues } = await import('../../plan-issues.ts');
    const { plan, wishes } = await planIssues(request);
    const record = flags['record-tracker'];
    if (record !== undefined) await writeReport(record, printJson(request.tracker));
    if (out !== undefined && out !== '-') await writeReport(out, printJson(plan));
    if (show !== undefined) this.print(issueText(show, wishes, review.generatedAt));
    else if (out === '-') this.print(printJson(plan));
    else {
      const { renderIssuePlan } = await import('../../report/terminal/render-issue-plan.ts');
      this.print(renderIssuePlan(plan, this.screen(flags['no-color'])));
    }
    return 0;
  }
}

/** An issue as it would be created: its title, and the part of the body that is ours. */
function issueText(key: string, wishes: readonly IssueWish[], generatedAt: string): string {
  const wish = wishes.find(({ name }) => issueKey(name) === key);
  if (!wish) {
    const known = wishes.map(({ name }) => issueKey(name));
    throw new UserError(`No gap calls for an issue ${plainText(key, 200)}.`, {
      hint: didYouMean(key, known) ?? 'The plan lists the keys: orrery issues plan --tracker empty',
    });
  }
  const { region } = wish.draft({ since: wish.since ?? generatedAt.slice(0, 10), pending: [], maxBytes: commentBytes });
  return withoutCommands(`${wish.title}\n\n${region}\n`);
}

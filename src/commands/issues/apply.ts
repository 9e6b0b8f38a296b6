import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { applyPlan, isWhole } from '../../apply-plan.ts';
import type { ExitCode } from '../../base-command.ts';
import { connectGithub, githubFlags } from '../../connect-github.ts';
import { writeReport } from '../../publish/write-report.ts';
import { readIssuePlan } from '../../read-issue-plan.ts';
import { printJson } from '../../report/print-json.ts';
import { ReviewingCommand } from '../../reviewing-command.ts';

export default class IssuesApply extends ReviewingCommand {
  static override summary = 'Do what a plan for issues says.';
  static override description = [
    'Does exactly what the plan says, and skips every issue that somebody changed since it was made.',
    'The token is read from GITHUB_TOKEN or GH_TOKEN.',
    'Exit code: 0, 1 when something is left to do, 2 for wrong use.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> issues apply plan.json',
    '<%= config.bin %> issues apply plan.json --result result.json',
  ];
  static override args = {
    plan: Args.string({ description: 'What orrery issues plan --out has written.', required: true }),
  };
  static override flags = {
    ...githubFlags,
    result: Flags.string({ description: 'Write what came of it as JSON; - is standard output.', helpValue: 'FILE' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(IssuesApply);
    const plan = await readIssuePlan(args.plan);
    const connected = await connectGithub(flags);
    const report = await this.whileProgressing((shown) =>
      applyPlan(connected, plan, { ...shown, author: flags.author }),
    );
    const { result } = flags;
    if (result !== undefined && result !== '-') await writeReport(result, printJson(report));
    if (result === '-') this.print(printJson(report));
    else {
      const { renderIssueReport } = await import('../../report/terminal/render-issue-report.ts');
      this.print(renderIssueReport(report, this.screen(flags['no-color'])));
    }
    return isWhole(report) ? 0 : 1;
  }
}

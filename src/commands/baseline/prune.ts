import { join } from 'node:path';
import * as Args from '@oclif/core/args';
import type { ExitCode } from '../../base-command.ts';
import { openBaseline, refuseRemote } from '../../open-baseline.ts';
import { planPruning } from '../../plan-baseline.ts';
import { baselineText } from '../../publish/baseline-text.ts';
import { writeInside } from '../../publish/write-inside.ts';
import { ReviewingCommand, reviewFlags } from '../../reviewing-command.ts';

export default class BaselinePrune extends ReviewingCommand {
  static override summary = 'Take out of the baseline what is fixed or gone.';
  static override description = [
    'Adds nothing. What this run cannot tell about stays: what is unknown, waived, or left out by the profile.',
    'Exit code: 0, 2 for wrong use, 3 when nothing could be assessed.',
  ].join('\n');
  static override examples = ['<%= config.bin %> baseline prune', '<%= config.bin %> baseline prune services/checkout'];
  static override args = { path: Args.string({ description: 'The folder to review.', default: '.' }) };
  static override flags = { ...reviewFlags };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(BaselinePrune);
    refuseRemote(args.path);
    const review = await this.review(args.path, flags);
    const { file, entries } = await openBaseline(args.path, flags.config);
    const path = join(args.path, file);
    if (!entries) {
      this.print(`There is no baseline at ${path}: nothing to prune.\n`);
      return 0;
    }
    if (review.gate.verdict === 'NOT-ASSESSED') {
      this.print(`Nothing could be assessed, so ${path} stays as it is. See why: orrery scan\n`);
      return 3;
    }
    const plan = planPruning(entries, review);
    if (plan.removed.length > 0) await writeInside(args.path, file, baselineText(plan.entries));
    const { renderPruning } = await import('../../report/terminal/render-pruning.ts');
    this.print(renderPruning({ ...plan, path }));
    return 0;
  }
}

import { join } from 'node:path';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { openBaseline, refuseRemote } from '../../open-baseline.ts';
import { type BaselinePlan, planBaseline } from '../../plan-baseline.ts';
import { baselineText } from '../../publish/baseline-text.ts';
import { writeInside } from '../../publish/write-inside.ts';
import { counted } from '../../report/counted.ts';
import { ReviewingCommand, reviewFlags } from '../../reviewing-command.ts';
import type { BaselineEntry } from '../../types/baseline.ts';

export default class BaselineCreate extends ReviewingCommand {
  static override summary = 'Write down the open gaps, so that only new ones block.';
  static override description = [
    'The gaps stay gaps in every report and in the score. Review as you will review later: what a profile leaves out is not written down.',
    'Exit code: 0, 2 for wrong use, 3 when nothing could be assessed.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> baseline create',
    '<%= config.bin %> baseline create services/checkout --profile quarterly',
  ];
  static override args = { path: Args.string({ description: 'The folder to review.', default: '.' }) };
  static override flags = {
    ...reviewFlags,
    force: Flags.boolean({ description: 'Add the gaps that are new to a baseline that is there, and prune it.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(BaselineCreate);
    refuseRemote(args.path);
    const review = await this.review(args.path, flags);
    if (review.gate.verdict === 'NOT-ASSESSED') {
      this.print('Nothing could be assessed, so no baseline was written. See why: orrery scan\n');
      return 3;
    }
    const { file, entries: old } = await openBaseline(args.path, flags.config);
    const plan = planBaseline(review);
    const path = join(args.path, file);
    if (old && !flags.force) refuseChange(path, plan);
    if (isNothing(old, plan)) {
      this.print(old ? `${path} holds every open gap already.\n` : 'No gap is open: there is nothing to write down.\n');
      return 0;
    }
    await writeInside(args.path, file, baselineText(plan.entries));
    this.print(`Wrote ${counted(plan.entries.length, 'entry', 'entries')} to ${path}${old ? changes(plan) : ''}.\n`);
    this.print('Next: commit it. A gap that is not in it blocks as before.\n');
    return 0;
  }
}

/** Entries that only changed their names are worth writing. */
function isNothing(old: readonly BaselineEntry[] = [], { entries }: BaselinePlan): boolean {
  return baselineText(old) === baselineText(entries);
}

function refuseChange(path: string, { added, removed }: BaselinePlan): void {
  if (added.length === 0 && removed.length === 0) return;
  const words = [
    added.length > 0 && `add ${counted(added.length, 'entry', 'entries')}`,
    removed.length > 0 && `take out ${counted(removed.length, 'entry', 'entries')}`,
  ];
  throw new UserError(`${path} is there already, and this would ${words.filter(Boolean).join(' and ')}.`, {
    hint: 'Take out what is fixed with orrery baseline prune. Add what is new, if that is what you want, with --force.',
  });
}

function changes({ added, removed, kept }: BaselinePlan): string {
  const unjudged = kept.length > 0 ? `, ${kept.length} kept that this run cannot tell about` : '';
  return `: ${added.length} new, ${removed.length} taken out${unjudged}`;
}

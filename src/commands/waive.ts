import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../base-command.ts';
import { currentTime } from '../lib/clock.ts';
import { RecordingCommand, recordFlags } from '../recording-command.ts';

export default class Waive extends RecordingCommand {
  static override summary = 'Write a waiver: a risk that somebody accepts for a while.';
  static override description = [
    'Asks on a terminal for what no flag says. The file is ready to commit; nothing counts before it is.',
    'A waiver counts for at most 14 days where the check is critical, 90 where it is high, 180 medium, 365 low.',
    'Exit code: 0, 2 for wrong use.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> waive redundancy/min-replicas',
    '<%= config.bin %> waive redundancy/min-replicas --service mailer --reason "The queue holds mails." --owner mail-team --approver head-of-platform --expires 2026-12-05',
  ];
  static override args = {
    check: Args.string({ description: 'The id of the check, such as redundancy/min-replicas.', required: true }),
  };
  static override flags = {
    ...recordFlags,
    reason: Flags.string({ description: 'Why the risk is acceptable for now.', helpValue: 'TEXT' }),
    compensating: Flags.string({ description: 'What lessens the risk meanwhile.', helpValue: 'TEXT' }),
    owner: Flags.string({ description: 'Who carries the risk.', helpValue: 'NAME' }),
    approver: Flags.string({ description: 'Who accepts it: somebody else.', helpValue: 'NAME' }),
    expires: Flags.string({ description: 'The last day on which it counts.', helpValue: 'DAY' }),
    issue: Flags.string({ description: 'The issue that tracks it.', helpValue: 'URL' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Waive);
    const today = currentTime().toISOString().slice(0, 10);
    const { writeWaiver } = await import('../write-waiver.ts');
    const { reason, compensating, owner, approver, expires, issue, service, subject } = flags;
    const given = { reason, compensating, owner, approver, expires, issue, service, subject };
    const terminal = this.terminal();
    this.reportRecord(flags.in, await writeWaiver(args.check, { ...this.where(flags), given, today, terminal }));
    return 0;
  }
}

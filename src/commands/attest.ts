import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from '../base-command.ts';
import { UserError } from '../errors.ts';
import { currentTime } from '../lib/clock.ts';
import { didYouMean } from '../lib/nearest.ts';
import { plainText } from '../lib/sanitize.ts';
import { RecordingCommand, recordFlags } from '../recording-command.ts';
import { printJson } from '../report/print-json.ts';
import { reviewFlags } from '../reviewing-command.ts';
import type { Review } from '../types/review.ts';

type AttestFlags = Awaited<ReturnType<Attest['readFlags']>>['flags'];

export default class Attest extends RecordingCommand {
  static override summary = 'Write an attestation: what no file can prove, stated by a person.';
  static override description = [
    'Asks on a terminal for what no flag says. The file is ready to commit; nothing counts before it is.',
    'With --list it writes nothing and says what is due: never stated, run out, out of date by a change, measured longer than allowed, or ending within 30 days.',
    'Exit code: 0, 2 for wrong use, 3 with --list when nothing could be assessed.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> attest --list',
    '<%= config.bin %> attest data/restore-tested',
    '<%= config.bin %> attest data/restore-tested --service orders --by ann@example.com --on 2026-11-20 --evidence https://wiki.example.com/restore --measured rtoMinutes=41',
  ];
  static override args = {
    check: Args.string({ description: 'The id of the check, such as data/restore-tested.' }),
  };
  static override flags = {
    ...reviewFlags,
    ...recordFlags,
    list: Flags.boolean({ description: 'Say what is due, by service.' }),
    json: Flags.boolean({ description: 'Print the list as JSON.', dependsOn: ['list'] }),
    statement: Flags.string({ description: 'What was done or seen.', helpValue: 'TEXT' }),
    by: Flags.string({ description: 'Who states it.', helpValue: 'NAME' }),
    on: Flags.string({ description: 'The day it was done or seen.', helpValue: 'DAY' }),
    evidence: Flags.string({ description: 'Where that can be seen.', helpValue: 'URL' }),
    measured: Flags.string({
      description: 'What was measured, such as rtoMinutes=42.',
      helpValue: 'NAME=VALUE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    expires: Flags.string({ description: 'The last day on which it holds, if sooner than usual.', helpValue: 'DAY' }),
    scope: Flags.string({
      description: 'A path or glob that it covers: a later change there makes it stale.',
      helpValue: 'GLOB',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.readFlags();
    if (flags.list) return this.list(flags, args.check);
    if (args.check === undefined) {
      throw new UserError('orrery attest needs a check.', { hint: 'See what is due with: orrery attest --list' });
    }
    const { writeAttestation } = await import('../write-attestation.ts');
    const { statement, by, on, evidence, expires, service, subject, measured = [], scope = [] } = flags;
    const given = { statement, by, on, evidence, expires, service, subject };
    const today = currentTime().toISOString().slice(0, 10);
    const request = { ...this.where(flags), given, today, terminal: this.terminal(), measured, scope };
    this.reportRecord(flags.in, await writeAttestation(args.check, request));
    return 0;
  }

  protected readFlags() {
    return this.parse(Attest);
  }

  private async list(flags: AttestFlags, check: string | undefined): Promise<ExitCode> {
    const review = await this.review(flags.in, { ...flags, profile: flags.profile ?? 'quarterly' });
    refuseUnknown(check, review);
    const { dueAttestations } = await import('../report/attestations/due-attestations.ts');
    const due = dueAttestations(review).filter(
      (one) => (check === undefined || one.check === check) && (flags.service ?? one.service) === one.service,
    );
    if (flags.json) {
      this.print(printJson({ schemaVersion: '1.0.0', generatedAt: review.generatedAt, due }));
    } else if (review.gate.verdict === 'NOT-ASSESSED') {
      this.print('Nothing could be assessed, so nothing is known to be due. See why: orrery scan\n');
    } else {
      const { renderDue } = await import('../report/attestations/render-due.ts');
      this.print(renderDue(due, this.screen(flags['no-color'])));
    }
    return review.gate.verdict === 'NOT-ASSESSED' ? 3 : 0;
  }
}

function refuseUnknown(check: string | undefined, { checks }: Review): void {
  const asking = checks.filter(({ attest }) => attest).map(({ id }) => id);
  if (check === undefined || asking.includes(check)) return;
  throw new UserError(`No check ${plainText(check, 200)} asks a person here.`, {
    hint: didYouMean(check, asking) ?? 'See all that is due with: orrery attest --list',
  });
}

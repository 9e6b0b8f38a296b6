import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../base-command.ts';
import { objectiveSheet } from '../lib/reliability/objective-sheet.ts';
import { objectiveRequest } from '../objective-request.ts';

export default class Slo extends BaseCommand {
  static override summary = 'Work out what an objective allows: downtime, alerts, dependencies.';
  static override description = [
    'Reads no files. TARGET is a percentage below 100, such as 99.9. The arithmetic is exact.',
    'A dependency is a percentage, with a name if you like (orders=99.95); copies of which some must work are',
    '2-of-3x99.5, one with a standby is 99.9/99.5.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> slo 99.9',
    '<%= config.bin %> slo 99.95 --window 28d --requests 10000000',
    '<%= config.bin %> slo 99.95 --own 99.95 --depends-on orders=99.99,payments=99.95,cache=1-of-2x99.5',
    '<%= config.bin %> slo 99.95 --detect 6m30s --acknowledge 5m --recover 15m',
  ];
  static override args = {
    target: Args.string({ description: 'The share of good events, in per cent.', required: true }),
  };
  static override flags = {
    window: Flags.string({ description: 'How long the objective looks back.', helpValue: '30d', default: '30d' }),
    requests: Flags.string({ description: 'Requests in a window, to say how many may fail.', helpValue: 'N' }),
    own: Flags.string({ description: 'How available the service is by itself.', helpValue: '99.95' }),
    'depends-on': Flags.string({
      description: 'What it cannot work without, by commas or repeated.',
      helpValue: '[NAME=]99.99',
      multiple: true,
      multipleNonGreedy: true,
    }),
    failover: Flags.string({
      description: 'How often failover to a standby works, in per cent; 100 only where it was tested.',
      helpValue: '90',
      default: '90',
    }),
    reserve: Flags.string({
      description: 'The share of the budget that the service keeps for itself, in per cent.',
      helpValue: '50',
      default: '50',
    }),
    detect: Flags.string({ description: 'How long until an incident is noticed.', helpValue: '6m30s' }),
    acknowledge: Flags.string({ description: 'How long until somebody answers the page.', helpValue: '5m' }),
    recover: Flags.string({ description: 'How long it then takes to recover.', helpValue: '15m' }),
    json: Flags.boolean({ description: 'Print it as JSON.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Slo);
    const sheet = objectiveSheet(objectiveRequest({ ...flags, target: args.target }));
    if (flags.json) {
      const { renderObjectiveJson } = await import('../report/json/render-objective-json.ts');
      this.print(renderObjectiveJson(sheet));
      return 0;
    }
    const { renderObjective } = await import('../report/terminal/render-objective.ts');
    this.print(renderObjective(sheet, this.screen(flags['no-color'])));
    return 0;
  }
}

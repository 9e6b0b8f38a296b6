import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { parseDuration } from '../../lib/parse-duration.ts';
import { openChecks } from '../../open-checks.ts';
import { counted } from '../../report/counted.ts';

export default class LensImport extends BaseCommand {
  static override summary = 'Turn a custom lens of the AWS Well-Architected Tool into a profile.';
  static override description = [
    'Questions that Orrery knows keep their checks; for every other one a check is written that asks a person. Nothing passes by the import.',
    'Exit code: 0, 2 for wrong use.',
  ].join('\n');
  static override examples = [
    '<%= config.bin %> lens import our-lens.json',
    '<%= config.bin %> lens import our-lens.json --in readiness/checks --name go-live --valid-for 90d',
  ];
  static override args = {
    file: Args.string({ description: 'The lens, as JSON.', required: true }),
  };
  static override flags = {
    in: Flags.string({ description: 'The folder of your checks.', helpValue: 'DIR', default: '.orrery/checks' }),
    name: Flags.string({ description: 'The name of the profile; made of that of the lens where it is left out.' }),
    area: Flags.string({ description: 'The area of the checks that ask a person.', default: 'ownership' }),
    'valid-for': Flags.string({ description: 'How long a statement holds.', helpValue: 'TIME', default: '365d' }),
    force: Flags.boolean({ description: 'Replace files that are there and differ.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(LensImport);
    const { in: folder, name, area, 'valid-for': validFor, force } = flags;
    if (parseDuration(validFor) === undefined) {
      throw new UserError(`--valid-for ${validFor} is no time.`, { hint: 'Write it as 180d.' });
    }
    const { readLens } = await import('../../config/read-lens.ts');
    const { importLens, writeLens } = await import('../../import-lens.ts');
    const lens = await readLens(args.file);
    const { profile, files, known, asked } = importLens({ lens, catalog: await openChecks([]), name, area, validFor });
    const written = await writeLens(folder, files, force);
    this.print(
      [
        `${counted(known + asked, 'question')}: ${known} answered by checks that are there, ${asked} asked of a person.`,
        written === 0 ? `Nothing changed in ${folder}.` : `Wrote ${counted(written, 'file')} to ${folder}.`,
        `Next: name ${folder} under checks.paths in orrery.yaml, then orrery scan --profile ${profile}`,
        '',
      ].join('\n'),
    );
    return 0;
  }
}

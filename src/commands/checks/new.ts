import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { packageRoot } from '../../lib/package-root.ts';
import { openChecks } from '../../open-checks.ts';
import { writeNewFile } from '../../publish/write-new-file.ts';

export default class ChecksNew extends BaseCommand {
  static override summary = 'Write a check of your own to start from.';
  static override examples = ['<%= config.bin %> checks new redundancy/two-regions --in readiness/checks'];
  static override args = {
    id: Args.string({ description: 'Its id: an area and a name, such as redundancy/two-regions.', required: true }),
  };
  static override flags = {
    in: Flags.string({ description: 'The folder of your checks.', helpValue: 'DIR', default: 'checks' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(ChecksNew);
    const { areas, checks } = await openChecks([]);
    checkId(args.id, {
      areas: areas.map((area) => area.id),
      taken: checks.map(({ check }) => check.id),
    });
    const template = await readFile(join(packageRoot(), 'templates', 'check.yaml'), 'utf8');
    const file = join(flags.in, `${args.id}.yaml`);
    await writeNewFile(file, template.replace('{{id}}', args.id));
    this.print(`Wrote ${file}. Try it with: orrery checks test ${flags.in}\n`);
    return 0;
  }
}

interface Known {
  readonly areas: readonly string[];
  readonly taken: readonly string[];
}

function checkId(id: string, { areas, taken }: Known): void {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(id)) {
    throw new UserError(`${id} cannot be the id of a check.`, {
      hint: 'Write an area, a slash and a name in lower case with hyphens: redundancy/two-regions.',
    });
  }
  const area = id.slice(0, id.indexOf('/'));
  if (!areas.includes(area)) {
    throw new UserError(`There is no area ${area}.`, {
      hint: didYouMean(area, areas) ?? `The areas are ${areas.join(', ')}.`,
    });
  }
  if (taken.includes(id)) throw new UserError(`There is a check ${id} already.`, { hint: 'Choose another name.' });
}

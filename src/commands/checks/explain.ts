import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { nearest } from '../../lib/nearest.ts';
import { openChecks } from '../../open-checks.ts';
import type { Catalog, CompiledCheck } from '../../types/check.ts';

export default class ChecksExplain extends BaseCommand {
  static override summary = 'Say what a check looks for, why, and how to fix what it finds.';
  static override examples = ['<%= config.bin %> checks explain redundancy/min-replicas'];
  static override args = {
    id: Args.string({ description: 'The id of the check, such as redundancy/min-replicas.', required: true }),
  };
  static override flags = {
    own: Flags.string({
      description: 'A file or folder with checks of your own.',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({ description: 'Print it as JSON.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(ChecksExplain);
    const compiled = find(await openChecks(flags.own ?? []), args.id);
    if (flags.json) {
      this.print(`${JSON.stringify(compiled.check, null, 2)}\n`);
      return 0;
    }
    const { renderCheck } = await import('../../report/terminal/render-check.ts');
    this.print(renderCheck(compiled, this.screen(flags['no-color'])));
    return 0;
  }
}

function find({ checks }: Catalog, id: string): CompiledCheck {
  const found = checks.find(({ check }) => check.id === id || check.aliases.includes(id));
  if (found) return found;
  const ids = checks.map(({ check }) => check.id);
  const guess = nearest(id, ids) ?? ids.find((known) => known.endsWith(`/${id}`));
  throw new UserError(`There is no check ${id}.`, {
    hint: guess ? `Did you mean ${guess}?` : 'List them with: orrery checks list',
  });
}

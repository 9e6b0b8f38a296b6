import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { isSelected } from '../../lib/bindings.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { openChecks } from '../../open-checks.ts';
import type { Catalog, Check } from '../../types/check.ts';
import type { Tier } from '../../types/config.ts';

export default class ChecksList extends BaseCommand {
  static override summary = 'List the checks, by area.';
  static override examples = [
    '<%= config.bin %> checks list --profile launch',
    '<%= config.bin %> checks list --area redundancy',
  ];
  static override flags = {
    area: Flags.string({ description: 'Only the checks of this area.' }),
    profile: Flags.string({ description: 'Only the checks that this profile runs for some tier.' }),
    own: Flags.string({
      description: 'A file or folder with checks of your own.',
      helpValue: 'PATH',
      multiple: true,
      multipleNonGreedy: true,
    }),
    json: Flags.boolean({ description: 'Print them as JSON.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(ChecksList);
    const catalog = await openChecks(flags.own ?? []);
    const checks = selected(catalog, flags.area, flags.profile);
    if (flags.json) {
      this.print(`${JSON.stringify(checks, null, 2)}\n`);
      return 0;
    }
    const { renderCheckList } = await import('../../report/terminal/render-check-list.ts');
    this.print(renderCheckList(checks, catalog.areas, this.screen(flags['no-color'])));
    return 0;
  }
}

const tiers: readonly Tier[] = [1, 2, 3];

function selected(catalog: Catalog, area: string | undefined, profile: string | undefined): readonly Check[] {
  if (area !== undefined) known('area', area, catalog.areas);
  const wanted = profile === undefined ? undefined : known('profile', profile, catalog.profiles);
  return catalog.checks
    .map(({ check }) => check)
    .filter((check) => area === undefined || check.area === area)
    .filter((check) => !wanted || tiers.some((tier) => isSelected(check, wanted, tier)));
}

function known<T extends { readonly id: string }>(what: string, id: string, all: readonly T[]): T {
  const found = all.find((one) => one.id === id);
  if (found) return found;
  const ids = all.map((one) => one.id);
  throw new UserError(`There is no ${what} ${id}.`, {
    hint: didYouMean(id, ids) ?? `There are ${ids.join(', ')}.`,
  });
}

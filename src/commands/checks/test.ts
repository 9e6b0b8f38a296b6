import * as Args from '@oclif/core/args';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { openChecks } from '../../open-checks.ts';
import { counted } from '../../report/counted.ts';
import type { CheckTest } from '../../test-checks.ts';

export default class ChecksTest extends BaseCommand {
  static override summary = 'Run the examples of checks of your own.';
  static override description = 'Exit code: 0 when all examples hold, 1 when one does not.';
  static override examples = ['<%= config.bin %> checks test readiness/checks'];
  static override strict = false;
  static override args = {
    paths: Args.string({ description: 'Files or folders with checks.', default: 'checks' }),
  };

  async run(): Promise<ExitCode> {
    const { argv } = await this.parse(ChecksTest);
    const { testChecks } = await import('../../test-checks.ts');
    const paths = argv.map(String);
    const tests = await testChecks(await openChecks(paths), process.cwd());
    if (tests.length === 0) {
      throw new UserError(`There are no checks in ${paths.join(', ')}.`, {
        hint: 'Write one with: orrery checks new redundancy/two-regions',
      });
    }
    for (const test of tests) this.print(describeTest(test));
    return tests.every(({ results }) => results.every(({ ok }) => ok)) ? 0 : 1;
  }
}

function describeTest({ check, results }: CheckTest): string {
  const wrong = results.filter(({ ok }) => !ok);
  if (results.length === 0) return `${check.id}: no examples\n`;
  if (wrong.length === 0) return `${check.id}: ${counted(results.length, 'example holds', 'examples hold')}\n`;
  const lines = wrong.map(({ example, index, measured }) => {
    const came = measured ?? 'nothing that the check judges';
    return `  example ${index + 1}: wanted ${example.verdict}, came out as ${came}\n`;
  });
  return `${check.id}: ${wrong.length} of ${counted(results.length, 'example')} ${wrong.length === 1 ? 'does' : 'do'} not hold\n${lines.join('')}`;
}

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand, type ExitCode } from '../../base-command.ts';
import { UserError } from '../../errors.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { openChecks } from '../../open-checks.ts';
import type { SubjectVocabulary, Vocabulary } from '../../types/vocabulary.ts';

export default class ChecksFacts extends BaseCommand {
  static override summary = 'List the facts that a check may name.';
  static override examples = ['<%= config.bin %> checks facts workload'];
  static override args = {
    subject: Args.string({
      description: 'What the facts are of: workload, container, endpoint, …; all when left out.',
    }),
  };
  static override flags = {
    json: Flags.boolean({ description: 'Print them as JSON.' }),
    'no-color': Flags.boolean({ description: 'No colours.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(ChecksFacts);
    const { vocabulary = {} } = await openChecks([]);
    const subjects = args.subject === undefined ? Object.values(vocabulary) : [known(args.subject, vocabulary)];
    if (flags.json) {
      this.print(`${JSON.stringify(subjects, null, 2)}\n`);
      return 0;
    }
    const { renderFacts } = await import('../../report/terminal/render-facts.ts');
    this.print(renderFacts(subjects, this.screen(flags['no-color'])));
    return 0;
  }
}

function known(subject: string, vocabulary: Vocabulary): SubjectVocabulary {
  const found = Object.values(vocabulary).find((each) => each.subject === subject);
  if (found) return found;
  const subjects = Object.keys(vocabulary).sort();
  throw new UserError(`Nothing that checks judge is called ${subject}.`, {
    hint: didYouMean(subject, subjects) ?? `There are ${subjects.join(', ')}.`,
  });
}

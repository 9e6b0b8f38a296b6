import * as Flags from '@oclif/core/flags';
import { settingsAsker } from './ask-settings.ts';
import { BaseCommand } from './base-command.ts';
import { type Problem, UserError } from './errors.ts';
import { currentTime } from './lib/clock.ts';
import { environment } from './lib/environment.ts';
import { parsePairs } from './lib/parse-pairs.ts';
import type { ReviewRequest } from './pipeline.ts';
import type { Review } from './types/review.ts';

/** What decides how a folder is reviewed, by whichever command. */
export const reviewFlags = {
  config: Flags.string({
    description: 'The configuration, instead of orrery.yaml in the folder.',
    helpValue: 'FILE',
  }),
  profile: Flags.string({
    description: 'Which checks to run: launch, pull-request, quarterly, aws-orr, or one of your own.',
  }),
  tier: Flags.string({ description: 'How critical the services are, 1 being the most.', options: ['1', '2', '3'] }),
  rendered: Flags.string({
    description: 'Manifests of an environment that you rendered yourself.',
    helpValue: 'ENV=DIR',
    multiple: true,
    multipleNonGreedy: true,
  }),
  facts: Flags.string({
    description: 'Facts from elsewhere, in a file.',
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'github-settings': Flags.boolean({
    description: 'Ask GitHub for the settings of the repository, with the token in GITHUB_TOKEN.',
  }),
  'allow-remote': Flags.boolean({ description: 'Let helm and kustomize fetch what the files name.' }),
};

export interface ReviewChoices {
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly tier?: string | undefined;
  readonly rendered?: readonly string[] | undefined;
  readonly facts?: readonly string[] | undefined;
  readonly 'github-settings'?: boolean | undefined;
  readonly 'allow-remote': boolean;
  /** No progress. */
  readonly quiet?: boolean;
}

type Progress = Pick<ReviewRequest, 'onProgress'>;

/** A command that reviews a folder first. */
export abstract class ReviewingCommand extends BaseCommand {
  protected review(path: string, choices: ReviewChoices): Promise<Review> {
    const request = reviewRequest(path, choices);
    return this.whileProgressing(async (shown) => {
      const { review } = await import('./pipeline.ts');
      return review({ ...request, ...shown });
    }, choices.quiet);
  }

  /** Takes the line of progress away however the work ends. */
  protected async whileProgressing<Outcome>(
    work: (shown: Progress) => Promise<Outcome>,
    quiet = false,
  ): Promise<Outcome> {
    try {
      return await work(quiet ? {} : { onProgress: (step) => this.progress(step) });
    } finally {
      this.endProgress();
    }
  }
}

export function reviewRequest(path: string, choices: ReviewChoices): ReviewRequest {
  const { config, profile, tier, rendered = [], facts = [] } = choices;
  return {
    path,
    ...(config === undefined ? {} : { config }),
    ...(profile === undefined ? {} : { profile }),
    ...(tier === undefined ? {} : { tier: tiers[tier] ?? 2 }),
    rendered: parseRendered('--rendered', rendered),
    facts,
    allowRemote: choices['allow-remote'],
    now: currentTime(),
    ...(choices['github-settings'] ? { askSettings: settingsAsker() } : {}),
    environment: { path: environment('PATH') ?? '' },
  };
}

const tiers: { readonly [flag: string]: 1 | 2 | 3 } = { '1': 1, '2': 2, '3': 3 };

export function parseRendered(flag: string, values: readonly string[]): ReviewRequest['rendered'] {
  const problems: Problem[] = [];
  const pairs = parsePairs({ flag, values, shape: 'ENV=DIR' }, problems);
  if (problems.length > 0) throw new UserError(problems);
  return pairs.map(([name, directory]) => ({ environment: name, directory }));
}

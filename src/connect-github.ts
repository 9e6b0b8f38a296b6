import { join } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { UserError } from './errors.ts';
import { runningTime } from './lib/clock.ts';
import { environment } from './lib/environment.ts';
import { plainText } from './lib/sanitize.ts';
import type { Github, Repository } from './publish/github/github.ts';
import type { StateFile } from './publish/github/state-file.ts';

/** How GitHub is reached, by whichever command keeps issues. */
export const githubFlags = {
  author: Flags.string({
    description: "Who the token writes as, where it is an app's of your own.",
    helpValue: 'APP[bot]',
  }),
  state: Flags.string({
    description: 'Where the budget of requests is kept between runs; a file in the cache folder by default.',
    helpValue: 'FILE',
  }),
  'per-hour': Flags.integer({
    description: 'How many issues, comments and labels may be created in an hour, over all runs.',
    min: 1,
    max: 500,
    default: 100,
  }),
};

export const repositoryFlag = Flags.string({
  description: 'Whose issues they are; by default those of the workflow, or of the remote.',
  helpValue: 'OWNER/NAME',
});

export interface GithubChoices {
  readonly author?: string | undefined;
  readonly state?: string | undefined;
  readonly 'per-hour': number;
}

export interface Connected {
  readonly github: Github;
  readonly state: StateFile;
}

/** The token; undefined where there is none. */
export function givenToken(): string | undefined {
  return environment('GITHUB_TOKEN') ?? environment('GH_TOKEN');
}

/** Throws `UserError` where there is no token. */
export async function connectGithub(choices: GithubChoices): Promise<Connected> {
  const token = givenToken();
  if (token === undefined) {
    throw new UserError('There is no token for GitHub.', {
      hint: 'Set GITHUB_TOKEN or GH_TOKEN to one that may write issues.',
    });
  }
  const url = apiUrl();
  const state = await openState(choices.state ?? stateFile(url));
  const { openGithub } = await import('./publish/github/open-github.ts');
  const creationsPerHour = choices['per-hour'];
  const { pace, keepPace } = state;
  const options = { apiUrl: url, token, limits: { creationsPerHour }, keep: keepPace };
  return { github: await openGithub({ ...options, ...(pace ? { pace } : {}) }), state };
}

/** Whose issues are meant: said by a flag, by the workflow, or by the remote of what was reviewed. Throws `UserError`. */
export function issueRepository(flag: string | undefined, remote: string | undefined): Repository {
  const given = flag ?? environment('GITHUB_REPOSITORY') ?? remoteName(remote);
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/u.exec(given ?? '') ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new UserError(
    given === undefined
      ? 'It is not known whose issues are meant.'
      : `${plainText(given, 200)} does not name a repository.`,
    { hint: 'Pass --repository OWNER/NAME.' },
  );
}

function apiUrl(): string {
  return environment('GITHUB_API_URL') ?? 'https://api.github.com';
}

/** `github.com/acme/shop`, as long as the API is that of its host. */
function remoteName(remote: string | undefined): string | undefined {
  const [host, ...rest] = (remote ?? '').split('/');
  const api = URL.canParse(apiUrl()) ? new URL(apiUrl()).host : '';
  return api === host || api === `api.${host}` ? rest.join('/') : undefined;
}

async function openState(file: string | undefined): Promise<StateFile> {
  const { openStateFile } = await import('./publish/github/state-file.ts');
  return openStateFile(file, runningTime);
}

/** One for each server; undefined where there is no home. */
function stateFile(url: string): string | undefined {
  const home = environment('HOME') ?? environment('USERPROFILE');
  const cache = environment('XDG_CACHE_HOME') ?? (home === undefined ? undefined : join(home, '.cache'));
  const host = URL.canParse(url) ? new URL(url).host.replaceAll(/[^\w.-]/gu, '-') : 'github';
  return cache === undefined ? undefined : join(cache, 'orrery', `${host}.json`);
}

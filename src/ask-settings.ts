import { UserError } from './errors.ts';
import { environment } from './lib/environment.ts';
import type { Document } from './types/document.ts';

/** Asks for the settings of a repository, `HOST/OWNER/NAME`. */
export type AskSettings = (repository: string | undefined) => Promise<Document>;

/** Asks GitHub once, when first asked: both sides of a comparison have the settings that the repository has now. */
export function settingsAsker(): AskSettings {
  let answer: Promise<Document> | undefined;
  return (repository) => {
    answer ??= askGithub(repository);
    return answer;
  };
}

async function askGithub(repository: string | undefined): Promise<Document> {
  const token = environment('GITHUB_TOKEN');
  if (token === undefined) {
    throw new UserError('--github-settings needs a token for GitHub.', { hint: 'Set GITHUB_TOKEN.' });
  }
  const apiUrl = environment('GITHUB_API_URL') ?? 'https://api.github.com';
  const [host = '', ...rest] = repository?.split('/') ?? [];
  const name = rest.join('/');
  // A repository of another host may have a namesake on GitHub.
  if (!isHostOf(apiUrl, host) || !/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name)) {
    throw new UserError('--github-settings cannot tell which repository on GitHub this folder is of.', {
      hint: 'Run it in a clone whose remote `origin` is on GitHub.',
    });
  }
  const { openGithub } = await import('./publish/github/open-github.ts');
  const { readSettings } = await import('./collect/settings/read-settings.ts');
  return readSettings(await openGithub({ apiUrl, token }), name);
}

/** `api.github.com` speaks for `github.com`; a server of a company has both under one name, or the API under `api.`. */
function isHostOf(apiUrl: string, host: string): boolean {
  const api = URL.parse(apiUrl)?.hostname ?? '';
  return host !== '' && (api === host || api === `api.${host}`);
}

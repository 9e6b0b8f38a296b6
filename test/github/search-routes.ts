import { issuesData } from './issue-data.ts';
import { asOf } from './journal.ts';
import { failure, type Routes, shown } from './routes.ts';
import type { Issue } from './world.ts';

/** How long the index lags: seconds to twelve minutes, getsentry/sentry-cocoa#8144. */
const lag = 10 * 60_000;
/** "Up to 1,000 results for each search": docs.github.com, "REST API endpoints for search". */
const mostResults = 1_000;

export const searchRoutes: Routes = {
  'GET /search/issues': (context) => {
    const terms = termsOf(context.query.get('q') ?? '');
    const name = terms.find(({ key }) => key === 'repo')?.value.toLowerCase();
    const found = context.world.repositories.find(({ owner, name: repo }) => `${owner}/${repo}`.toLowerCase() === name);
    if (!found) return failure(422, 'The listed users and repositories cannot be searched.');
    const repository = asOf(context.world, found, context.now - lag);
    const issues = repository.issues.filter((issue) => terms.every((term) => meets(issue, term)));
    return {
      status: 200,
      items: shown(issues.toReversed().slice(0, mostResults), (page) =>
        issuesData(page, { ...context, repository }).map((issue) => ({ ...issue, score: 1 })),
      ),
      wrap: (items) => ({
        total_count: issues.length,
        incomplete_results: false,
        search_type: 'lexical',
        items,
      }),
    };
  },
};

interface Term {
  readonly key: string;
  readonly value: string;
}

/** `key:value`, `key:"a value"`, a word, or words in quotes. */
function termsOf(query: string): readonly Term[] {
  return [...query.matchAll(/(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)].map(([, key, quoted, word]) => ({
    key: key ?? '',
    value: quoted ?? word ?? '',
  }));
}

function meets(issue: Issue, { key, value }: Term): boolean {
  switch (key) {
    case 'is':
    case 'type':
    case 'state':
      if (value === 'issue') return !issue.pull;
      if (value === 'pr') return Boolean(issue.pull);
      return issue.state === value;
    case 'label':
      return issue.labels.some((label) => label.toLowerCase() === value.toLowerCase());
    case 'author':
      return issue.user.login.replace('[bot]', '') === value.replace(/^app\/|\[bot\]$/g, '');
    case '':
      return `${issue.title}\n${issue.body}`.toLowerCase().includes(value.toLowerCase());
    default:
      return true;
  }
}

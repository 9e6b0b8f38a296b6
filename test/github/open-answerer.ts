import { crc32 } from 'node:zlib';
import { type JsonObject, objectOf } from '../../src/lib/json.ts';
import { movedTo, namedPath, repositoryOf } from './addresses.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import type { RawAnswer } from './faults.ts';
import { issueRoutes } from './issue-routes.ts';
import { asOf } from './journal.ts';
import { labelRoutes } from './label-routes.ts';
import { complete, type Operation, operationOf, problemsOf, requestProblems } from './open-api.ts';
import { paginate } from './paginate.ts';
import { pullRoutes } from './pull-routes.ts';
import { rateHeaders, ratesOf } from './rate-data.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { type Context, type Features, failure, notFound, type Reply, type Routes, type Token } from './routes.ts';
import type { Budget, Rules } from './rules.ts';
import { searchRoutes } from './search-routes.ts';
import { subIssueRoutes } from './sub-issue-routes.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Repository, World } from './world.ts';

/**
 * What lists show: the truth, nothing for so many reads, what was so many milliseconds ago, or every page but the first
 * moved on by so many items.
 */
export type Lists = 'current' | { emptyReads: number } | { readonly behind: number } | { readonly shift: number };

export interface Question {
  readonly method: string;
  /** Below the base path, with the query. */
  readonly path: string;
  readonly body: unknown;
  /** The token that it came with; empty where there was none. */
  readonly token: string;
  /** The `if-none-match` of a conditional read. */
  readonly unlessTag?: string;
}

export interface AnswererOptions {
  readonly clock: VirtualClock;
  readonly rules: Rules;
  /** The address of the API. */
  readonly url: string;
  readonly state: { readonly world: World; readonly lists: Lists; readonly features: Features };
  /** Where it is written down that somebody did not keep to the description. */
  readonly violations: string[];
}

const tables: readonly Routes[] = [
  issueRoutes,
  commentRoutes,
  labelRoutes,
  subIssueRoutes,
  repositoryRoutes,
  pullRoutes,
  checkRoutes,
  searchRoutes,
  // "Accessing this endpoint does not count against your REST API rate limit": description, rate-limit/get.
  { 'GET /rate_limit': () => notFound },
];

const routes = tables.flatMap((table) =>
  Object.entries(table).map(([route, handler]) => ({ route, pattern: patternOf(route), handler }) as const),
);

/** Answers requests out of a world, and holds both sides to GitHub's own description of its API. */
export function openAnswerer({ clock, rules, url, state, violations }: AnswererOptions) {
  /** Addresses of pages that were given: only those may hold a cursor. */
  const given = new Set<string>();

  function handle(question: Question, token: Token | undefined): RawAnswer {
    const { method, path, body } = question;
    const { world, features } = state;
    const [bare = '', search = ''] = namedPath(world, path).split('?');
    const moved = movedTo(world, path);
    if (moved !== undefined) return redirect(`${url}${moved}`);
    const found = routes.find(({ pattern }) => pattern.test(`${method} ${bare}`));
    if (!found) {
      violations.push(`${method} ${path} is not modelled.`);
      return { status: 501 };
    }
    const { route, pattern, handler } = found;
    const operation = operationOf(route);
    const query = new URLSearchParams(search);
    const finish = (reply: Reply) => finished({ operation, query, question, token, reply });
    const valid = token && (token.expiresAt === undefined || clock.now() < token.expiresAt);
    if (!valid) return finish(failure(401, 'Bad credentials'));
    const complaints = requestProblems(operation, plain(query, `${url}${path}`), body);
    violations.push(...complaints.map((complaint) => `${method} ${path}: ${complaint}`));
    if (complaints.length > 0) return finish(failure(422, complaints.join(' ')));
    if (route === 'GET /rate_limit') return finish({ status: 200, data: ratesOf(budget(question, token)) });
    const { limit, used, reset } = rules.charge(question.token, token, clock.now());
    if (used >= limit) rules.block(question.token, reset);
    if (used > limit) return finish(failure(403, 'API rate limit exceeded for user.'));
    if (!features.subIssues && /\/(?:sub_issues?|parent)\b/.test(route)) return finish(notFound);
    const values = pattern.exec(`${method} ${bare}`)?.groups ?? {};
    const names = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, decodeURIComponent(value)]));
    const repository = repositoryOf(world, names);
    const context = { world, token, path: names, query, body: objectOf(body), now: clock.now(), url, features };
    const lists = isList(route);
    const refusal = rules.refuse(method, clock.now(), token.user.login);
    // "Otherwise, wait for at least one minute before retrying": docs.github.com, "Rate limits for the REST API".
    if (refusal) rules.block(question.token, clock.now() + 60_000);
    const reply = refusal ?? run(handler, route, repository && lists ? replica(repository) : repository, context);
    return finish(lists ? emptied(reply) : reply);
  }

  function replica(repository: Repository): Repository {
    const { lists, world } = state;
    const isBehind = typeof lists === 'object' && 'behind' in lists;
    return isBehind ? asOf(world, repository, clock.now() - lists.behind) : repository;
  }

  function emptied(reply: Reply): Reply {
    const { lists } = state;
    if (typeof lists !== 'object' || !('emptyReads' in lists) || lists.emptyReads === 0 || !reply.items) return reply;
    lists.emptyReads -= 1;
    return { ...reply, items: [] };
  }

  /** Without the cursor of an address that was given: the description knows none. */
  function plain(query: URLSearchParams, address: string): URLSearchParams {
    if (!given.has(new URL(address).href)) return query;
    return new URLSearchParams([...query].filter(([name]) => name !== 'after'));
  }

  function budget({ token: name }: Question, token: Token | undefined): Budget {
    return rules.budgetOf(name, token, clock.now());
  }

  function finished({ operation, query, question, token, reply }: Finished): RawAnswer {
    const { path, unlessTag } = question;
    const rates = rateHeaders(budget(question, token));
    const enterprise = state.features.subIssues ? {} : { 'x-github-enterprise-version': '3.19.0' };
    const headers = { ...rates, ...enterprise, ...reply.headers };
    if (reply.status === 204) return { status: 204, headers };
    const skip = typeof state.lists === 'object' && 'shift' in state.lists ? state.lists.shift : 0;
    const page = reply.items && paginate(reply.items, query, `${url}${path}`, skip);
    if (reply.items && !page) return finished({ operation, query, question, token, reply: uncounted });
    if (page?.next) given.add(page.next);
    const data = page ? (reply.wrap?.(page.items, reply.items?.length ?? 0) ?? page.items) : reply.data;
    const schema = operation.responses.get(reply.status) ?? (reply.status >= 400 ? errorSchema : undefined);
    if (!schema) throw new Error(`${path}: status ${reply.status} is not described.`);
    const full = complete(schema, data);
    const problems = problemsOf(schema, full).filter((problem) => !isKnownGap(problem));
    violations.push(...problems.map((problem) => `${path} answered ${reply.status}: ${problem}`));
    const body = JSON.stringify(full);
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const link = page?.next ? { link: `<${page.next}>; rel="next"` } : {};
    if (question.method !== 'GET' || reply.status !== 200) {
      return { status: reply.status, headers: { ...headers, ...json, ...link }, body };
    }
    const etag = `W/"${body.length}-${crc32(body)}"`;
    if (unlessTag === undefined || unlessTag !== etag) {
      return { status: reply.status, headers: { ...headers, ...json, ...link, etag }, body };
    }
    // "Does not count against your primary rate limit": docs.github.com, "Best practices", conditional requests.
    rules.refund(question.token);
    return { status: 304, headers: { ...headers, ...rateHeaders(budget(question, token)), etag } };
  }

  return handle;
}

interface Finished {
  readonly operation: Operation;
  readonly query: URLSearchParams;
  readonly question: Question;
  readonly token: Token | undefined;
  readonly reply: Reply;
}

const errorSchema: JsonObject = { $ref: 'gh#/components/schemas/basic-error' };

const uncounted = failure(
  422,
  'Pagination with the page parameter is not supported for large datasets, please use cursor based pagination (after/before)',
);

/** The description has a repository in every `head`; it is null where the fork was deleted: github/rest-api-description#1811. */
function isKnownGap(problem: string): boolean {
  return /^(?:\/\d+)?\/head\/repo must be object$/.test(problem);
}

/** Single things come from the primary, lists from a replica that may lag: mattpocock/sandcastle#598, tend#345. */
function isList(route: string): boolean {
  return route.startsWith('GET ') && !route.endsWith('}') && !/\/(?:user|parent)$/.test(route);
}

function redirect(location: string): RawAnswer {
  const body = JSON.stringify({ message: 'Moved Permanently', url: location });
  return { status: 301, headers: { location, 'content-type': 'application/json; charset=utf-8' }, body };
}

function run(
  handler: Routes[string] | undefined,
  route: string,
  repository: Repository | undefined,
  context: Omit<Context, 'repository'>,
): Reply {
  if (!('owner' in context.path)) return handler?.({ ...context, repository: nowhere }) ?? notFound;
  // What a token may not see is 404: docs.github.com, "Troubleshooting the REST API".
  if (!repository) return notFound;
  // An archived repository answers so to every write: gatsbyjs/peril-gatsbyjs#62.
  if (repository.archived && !route.startsWith('GET ')) return failure(403, 'Repository was archived so is read-only.');
  // "If issues are disabled in the repository, the API returns a 410 Gone status": description, issues/create.
  if (!repository.hasIssues && /\/issues(?:\/\{issue_number\}.*)?$/.test(route)) {
    return failure(410, 'Issues are disabled for this repo');
  }
  return handler?.({ ...context, repository }) ?? notFound;
}

/** For routes that are about no repository. */
const nowhere: Repository = Object.freeze({
  id: 0,
  owner: '',
  name: '',
  formerNames: [],
  archived: false,
  hasIssues: false,
  nextNumber: 0,
  labels: [],
  issues: [],
  comments: [],
  checkRuns: [],
  milestones: [],
  events: [],
  people: [],
  commits: {},
  moved: {},
  deleted: [],
  mergeBases: {},
});

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

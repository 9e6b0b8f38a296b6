import { type JsonObject, objectOf } from '../../src/lib/json.ts';
import { checkRoutes } from './check-routes.ts';
import type { RawAnswer } from './faults.ts';
import { issueRoutes } from './issue-routes.ts';
import { complete, type Operation, operationOf, problemsOf, unknownProperties } from './open-api.ts';
import { pullRoutes } from './pull-routes.ts';
import { type Context, failure, notFound, type Reply, type Routes, type Token } from './routes.ts';
import type { Rules } from './rules.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Repository, World } from './world.ts';

/** What lists show: the truth, nothing for so many reads, or what was so many milliseconds ago. */
export type Lists = 'current' | { emptyReads: number } | { readonly behind: number };

export interface Question {
  readonly method: string;
  /** Below the base path, with the query. */
  readonly path: string;
  readonly body: unknown;
}

export interface AnswererOptions {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly rules: Rules;
  /** The address of the API. */
  readonly url: string;
  readonly state: { readonly lists: Lists };
  /** Where it is written down that somebody did not keep to the description. */
  readonly violations: string[];
}

const routes = Object.entries({ ...issueRoutes, ...pullRoutes, ...checkRoutes }).map(
  ([route, handler]) => ({ route, pattern: patternOf(route), handler }) as const,
);

/** Answers requests out of a world, and holds both sides to GitHub's own description of its API. */
export function openAnswerer({ world, clock, rules, url, state, violations }: AnswererOptions) {
  const past: { readonly until: number; readonly world: World }[] = [];
  let used = 0;

  function handle({ method, path, body }: Question, token: Token | undefined): RawAnswer {
    const [bare = '', search = ''] = namedPath(world, path).split('?');
    const query = new URLSearchParams(search);
    const moved = movedTo(world, path);
    if (moved !== undefined) return { status: 301, headers: { location: `${url}${moved}` }, body: '{}' };
    const found = routes.find(({ pattern }) => pattern.test(`${method} ${bare}`));
    if (!found) {
      violations.push(`${method} ${path} is not modelled.`);
      return { status: 501 };
    }
    const { route, pattern, handler } = found;
    const operation = operationOf(route);
    if (!token) return finish({ operation, query, path, reply: failure(401, 'Bad credentials') });
    const complaints = requestProblems(operation, query, body);
    violations.push(...complaints.map((complaint) => `${method} ${path}: ${complaint}`));
    if (complaints.length > 0) return finish({ operation, query, path, reply: failure(422, complaints.join(' ')) });
    if (method !== 'GET') past.push({ until: clock.now(), world: structuredClone(world) });
    const values = pattern.exec(`${method} ${bare}`)?.groups ?? {};
    const names = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, decodeURIComponent(value)]));
    const isList = method === 'GET' && bare !== '/user' && !/\/(?:\d+|compare\/[^/]+)$/.test(bare);
    const shown =
      isList && typeof state.lists === 'object' && 'behind' in state.lists ? replica(state.lists.behind) : world;
    const repository = repositoryOf(shown, names);
    const context = { world: shown, token, path: names, query, body: objectOf(body), now: clock.now(), url: url };
    const reply = rules.refuse(method, clock.now()) ?? run(handler, method, repository, context);
    return finish({ operation, query, path, reply: isList ? emptied(reply) : reply });
  }

  function replica(behind: number): World {
    return past.find(({ until }) => until > clock.now() - behind)?.world ?? world;
  }

  function emptied(reply: Reply): Reply {
    const { lists } = state;
    if (typeof lists !== 'object' || !('emptyReads' in lists) || lists.emptyReads === 0 || !reply.items) return reply;
    lists.emptyReads -= 1;
    return { ...reply, items: [] };
  }

  function finish({ operation, query, path, reply }: Finished): RawAnswer {
    used += 1;
    const headers = rateHeaders(clock.now(), used);
    if (reply.status === 204) return { status: 204, headers };
    const { page, link } = reply.items ? paginate(reply.items, query, `${url}${path}`) : {};
    const data = page ? (reply.wrap?.(page, reply.items?.length ?? 0) ?? page) : reply.data;
    const schema = operation.responses.get(reply.status) ?? (reply.status >= 400 ? errorSchema : undefined);
    if (!schema) throw new Error(`${path}: status ${reply.status} is not described.`);
    const full = complete(schema, data);
    const problems = problemsOf(schema, full).filter((problem) => !isKnownGap(problem));
    violations.push(...problems.map((problem) => `${path} answered ${reply.status}: ${problem}`));
    const json = { 'content-type': 'application/json; charset=utf-8', ...(link ? { link } : {}) };
    return { status: reply.status, headers: { ...headers, ...json }, body: JSON.stringify(full) };
  }

  return handle;
}

interface Finished {
  readonly operation: Operation;
  readonly query: URLSearchParams;
  readonly path: string;
  readonly reply: Reply;
}

const errorSchema: JsonObject = { $ref: 'gh#/components/schemas/basic-error' };

/** The description has a repository in every `head`; it is null where the fork was deleted: github/rest-api-description#1811. */
function isKnownGap(problem: string): boolean {
  return /^(?:\/\d+)?\/head\/repo must be object$/.test(problem);
}

function run(
  handler: Routes[string] | undefined,
  method: string,
  repository: Repository | undefined,
  context: Omit<Context, 'repository'>,
): Reply {
  if (!('owner' in context.path)) return handler?.({ ...context, repository: nowhere }) ?? notFound;
  // What a token may not see is 404: docs.github.com, "Troubleshooting the REST API".
  if (!repository) return notFound;
  // An archived repository answers so to every write: gatsbyjs/peril-gatsbyjs#62.
  if (repository.archived && method !== 'GET') return failure(403, 'Repository was archived so is read-only.');
  return handler?.({ ...context, repository }) ?? notFound;
}

/** For routes that are about no repository. */
const nowhere: Repository = Object.freeze({
  id: 0,
  owner: '',
  name: '',
  formerNames: [],
  archived: false,
  nextNumber: 0,
  labels: [],
  issues: [],
  comments: [],
  checkRuns: [],
  mergeBases: {},
});

function requestProblems(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  const problems = [...query].flatMap(([name, value]) => {
    const schema = operation.query.get(name);
    if (!schema) return [`there is no parameter ${name}.`];
    const typed = schema['type'] === 'integer' ? Number(value) : value;
    return problemsOf(schema, typed).map((problem) => `${name} ${problem}`);
  });
  if (!operation.body) return body === undefined ? problems : [...problems, 'it takes no body.'];
  const schema = operation.body;
  return [
    ...problems,
    ...problemsOf(schema, body),
    ...unknownProperties(schema, body).map((key) => `${key} is unknown.`),
  ];
}

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function repositoryOf({ repositories }: World, { owner, repo }: { readonly [name: string]: string }) {
  return repositories.find((repository) => repository.owner === owner && repository.name === repo);
}

/** `/repositories/7/…` is `/repos/owner/name/…`. */
function namedPath({ repositories }: World, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(.*)$/.exec(path) ?? [];
  const repository = repositories.find((candidate) => candidate.id === Number(id));
  return repository ? `/repos/${repository.owner}/${repository.name}${rest}` : path;
}

/** A renamed repository sends its old name on to its id: docs.github.com, "Best practices", follow redirects. */
function movedTo({ repositories }: World, path: string): string | undefined {
  const [, name, rest = ''] = /^\/repos\/([^/]+\/[^/?]+)(.*)$/.exec(path) ?? [];
  const repository = repositories.find(({ formerNames }) => name !== undefined && formerNames.includes(name));
  return repository && `/repositories/${repository.id}${rest}`;
}

function paginate(items: readonly unknown[], query: URLSearchParams, address: string) {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const number = Number(query.get('page') ?? 1);
  const page = items.slice((number - 1) * size, number * size);
  if (number * size >= items.length) return { page };
  const next = new URL(address);
  next.searchParams.set('page', String(number + 1));
  return { page, link: `<${next.href}>; rel="next"` };
}

function rateHeaders(now: number, used: number): { readonly [name: string]: string } {
  return {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': String(5_000 - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.floor(now / 1_000) + 3_600),
    'x-ratelimit-resource': 'core',
  };
}

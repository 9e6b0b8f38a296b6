import { applyFault, type Fault, type Outcome } from './faults.ts';
import { type Lists, openAnswerer, type Question } from './open-answerer.ts';
import type { Features, Token } from './routes.ts';
import { openRules } from './rules.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';
import { newWorld, type World } from './world.ts';

export interface TestGithubOptions {
  readonly clock?: VirtualClock;
  /** Where the API lies: `/api/v3` on GitHub Enterprise Server. */
  readonly basePath?: string;
  readonly tokens: { readonly [token: string]: Token };
  readonly features?: Features;
  /** What is in front of the base path. */
  readonly origin?: string;
  readonly world?: World;
}

export interface Recorded extends Question {
  /** From 1. */
  readonly number: number;
}

export interface RawRequest {
  readonly method: string;
  /** Below the origin, with the query. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string | undefined };
  /** What arrives after the head. */
  readonly body: string | Promise<string>;
}

/** A GitHub that keeps what is written, and complains of who treats it as GitHub may not be treated. */
export interface TestGithub {
  readonly url: string;
  readonly clock: VirtualClock;
  /** For tests to set up and to look at. */
  readonly world: World;
  /** By their text; a test may change what one may do. */
  readonly tokens: { [token: string]: Token };
  features: Features;
  readonly requests: Recorded[];
  readonly writes: () => readonly Recorded[];
  /** What goes wrong with which request. */
  fault: (request: Recorded) => Fault | undefined;
  /** Comes before each request is looked at; what it waits for, the request waits for. */
  beforeRequest: (request: Recorded) => void | Promise<void>;
  lists: Lists;
  /** What a client passes on as the signal of its time limit; a request that hangs ends it. */
  readonly timeLimit: () => AbortSignal;
  /** Answers without a socket; what `fetch` would do. */
  readonly fetch: typeof fetch;
  readonly exchange: (request: RawRequest) => Promise<Outcome>;
  /** Ends the time limits of the clients. */
  readonly expire: () => void;
  /** Fulfilled when the run with this token is stopped by a fault, as by SIGKILL: what it waits for will never come. */
  readonly stopped: (token: string) => Promise<'stopped'>;
  readonly violations: string[];
  /** Throws where a request or an answer was not as GitHub describes it, or broke a rule. */
  readonly check: () => void;
}

export function openTestGithub(options: TestGithubOptions): TestGithub {
  const { clock = virtualClock(), basePath = '', origin = 'http://github.test' } = options;
  const violations: string[] = [];
  const limits = new Set<AbortController>();
  const rules = openRules();
  const underWay = new Map<string, number>();
  const stops = new Map<string, PromiseWithResolvers<'stopped'>>();

  const github: TestGithub = {
    url: `${origin}${basePath}`,
    clock,
    world: options.world ?? newWorld(),
    tokens: { ...options.tokens },
    features: options.features ?? { subIssues: true },
    requests: [],
    writes: () => github.requests.filter(({ method }) => method !== 'GET'),
    fault: () => undefined,
    beforeRequest: () => undefined,
    lists: 'current',
    timeLimit: () => {
      const controller = new AbortController();
      limits.add(controller);
      return controller.signal;
    },
    fetch: (input, init) => fetchFrom(github, input, init),
    exchange: async (request) => {
      const name = tokenIn(request.headers['authorization']);
      const count = (underWay.get(name) ?? 0) + 1;
      underWay.set(name, count);
      if (count > 1) violations.push('Two requests were under way at once.');
      try {
        return await exchange(request, name);
      } catch (error) {
        // A client takes it for a connection that broke; it is the test server that did.
        violations.push(String(error));
        throw error;
      } finally {
        underWay.set(name, (underWay.get(name) ?? 1) - 1);
      }
    },
    expire: () => {
      for (const limit of limits) limit.abort(new DOMException('The time is up.', 'TimeoutError'));
      limits.clear();
    },
    stopped: (token) => {
      const stop = stops.get(token) ?? Promise.withResolvers<'stopped'>();
      stops.set(token, stop);
      return stop.promise;
    },
    violations,
    check: () => {
      if (violations.length > 0) throw new Error(violations.join('\n'));
    },
  };

  const handle = openAnswerer({ clock, rules, url: github.url, state: github, violations });

  async function exchange({ method, path, headers, body: sent }: RawRequest, token: string): Promise<Outcome> {
    const text = await sent;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const number = github.requests.length + 1;
    const unlessTag = headers['if-none-match'];
    const tag = unlessTag === undefined ? {} : { unlessTag };
    const recorded = { number, method, path: path.slice(basePath.length), body, token, ...tag };
    github.requests.push(recorded);
    await github.beforeRequest(recorded);
    violations.push(...rules.complain(recorded, clock.now()));
    const outcome = await outcomeOf(recorded);
    if (outcome.kind === 'hang') github.expire();
    // Nobody waits for a time limit any more.
    else if ([...underWay.values()].reduce((sum, count) => sum + count, 0) === 1) limits.clear();
    if (outcome.kind !== 'stopped') return outcome;
    stops.get(token)?.resolve('stopped');
    stops.delete(token);
    return outcome;
  }

  async function outcomeOf(recorded: Recorded): Promise<Outcome> {
    const fault = github.fault(recorded);
    const block = (seconds: number) => rules.block(recorded.token, clock.now() + seconds * 1_000);
    const tools = { now: clock.now(), sleep: clock.sleep, block };
    if (fault?.when === 'before') return applyFault(fault, undefined, tools);
    const token = github.tokens[recorded.token];
    const shown = token && fault?.kind === 'labels-dropped' ? { ...token, pushes: false } : token;
    const first = handle(recorded, shown);
    // A proxy that delivers a request again passes on the second answer.
    const good = fault?.kind === 'twice' ? handle(recorded, shown) : first;
    return fault ? applyFault(fault, good, tools) : { kind: 'answer', answer: good };
  }

  return github;
}

function tokenIn(authorization: string | undefined): string {
  return (authorization ?? '').replace(/^(?:token|bearer) /i, '');
}

async function fetchFrom(
  github: TestGithub,
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(String(input));
  if (!url.href.startsWith(github.url)) throw broken('ENOTFOUND');
  const headers = Object.fromEntries(new Headers(init.headers));
  const { method = 'GET', body, signal } = init;
  const text = typeof body === 'string' ? body : '';
  const outcome = await github.exchange({ method, path: `${url.pathname}${url.search}`, headers, body: text });
  if (outcome.kind === 'stopped') return new Promise(() => undefined);
  if (outcome.kind === 'hang') throw signal?.reason ?? new DOMException('The time is up.', 'TimeoutError');
  if (outcome.kind === 'broken' && !outcome.begun) {
    throw broken(outcome.how === 'reset' ? 'ECONNRESET' : 'UND_ERR_SOCKET');
  }
  const {
    status,
    headers: sent,
    body: whole,
  } = outcome.kind === 'answer' ? outcome.answer : (outcome.begun ?? never());
  const date = new Date(github.clock.now()).toUTCString();
  const content = outcome.kind === 'broken' ? breaking(whole ?? '') : (whole ?? null);
  return new Response(isBare(status) ? null : content, { status, headers: { date, ...sent } });
}

function isBare(status: number): boolean {
  return status === 204 || status === 304;
}

function never(): never {
  throw new Error('An answer that was begun has a beginning.');
}

/** As `fetch` tells of a connection that failed. */
function broken(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

/** The first half, and then a connection that is gone. */
function breaking(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
      controller.error(broken('UND_ERR_SOCKET'));
    },
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyFault, type Fault, type RawAnswer } from './faults.ts';
import { type Lists, openAnswerer, type Question } from './open-answerer.ts';
import type { Token } from './routes.ts';
import { openRules } from './rules.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';
import { newWorld, type World } from './world.ts';

export interface GithubServerOptions {
  readonly clock?: VirtualClock;
  /** Where the API lies: `/api/v3` on GitHub Enterprise Server. */
  readonly basePath?: string;
  readonly tokens: { readonly [token: string]: Token };
}

export interface Recorded extends Question {
  /** From 1. */
  readonly number: number;
}

export interface GithubServer {
  readonly url: string;
  readonly clock: VirtualClock;
  /** For tests to set up and to look at. */
  readonly world: World;
  readonly requests: Recorded[];
  readonly writes: () => readonly Recorded[];
  /** What goes wrong with which request. */
  fault: (request: Recorded) => Fault | undefined;
  lists: Lists;
  /** What a client passes on as the signal of its time limit; a request that hangs ends it. */
  readonly timeLimit: () => AbortSignal;
  /** Throws where a request or an answer was not as GitHub describes it, or broke a rule. */
  readonly close: () => Promise<void>;
}

/** A GitHub on loopback that keeps what is written, and fails a test that treats it as GitHub may not be treated. */
export async function startGithub(options: GithubServerOptions): Promise<GithubServer> {
  const { clock = virtualClock(), basePath = '', tokens } = options;
  const world = newWorld();
  const violations: string[] = [];
  const limits = new Set<AbortController>();
  const rules = openRules();
  let underWay = 0;

  const http = createServer((request, response) => {
    underWay += 1;
    if (underWay > 1) violations.push('Two requests were under way at once.');
    let ended = false;
    const end = () => {
      if (!ended) underWay -= 1;
      ended = true;
    };
    response.once('close', end);
    answer(request, response, end).catch((error: unknown) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const server: GithubServer = {
    url: `${origin}${basePath}`,
    clock,
    world,
    requests: [],
    writes: () => server.requests.filter(({ method }) => method !== 'GET'),
    fault: () => undefined,
    lists: 'current',
    timeLimit: () => {
      const controller = new AbortController();
      limits.add(controller);
      return controller.signal;
    },
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      if (violations.length > 0) throw new Error(violations.join('\n'));
    },
  };

  const handle = openAnswerer({ world, clock, rules, url: server.url, state: server, violations });

  async function answer(request: IncomingMessage, response: ServerResponse, end: () => void): Promise<void> {
    const text = await bodyOf(request);
    const method = request.method ?? '';
    const path = (request.url ?? '').slice(basePath.length);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const recorded: Recorded = { number: server.requests.length + 1, method, path, body };
    server.requests.push(recorded);
    violations.push(...rules.complain(recorded, clock.now()));
    const reply = (raw: RawAnswer) => send(response, raw);
    const fault = server.fault(recorded);
    const tools = {
      now: clock.now(),
      response,
      reply,
      expire: () => {
        end();
        for (const limit of limits) limit.abort(new DOMException('The time is up.', 'TimeoutError'));
      },
      block: (seconds: number) => rules.block(clock.now() + seconds * 1_000),
    };
    if (fault?.when === 'before') return applyFault(fault, undefined, tools);
    const good = handle(recorded, tokens[(request.headers.authorization ?? '').replace(/^token /, '')]);
    if (fault) return applyFault(fault, good, tools);
    reply(good);
  }

  function send(response: ServerResponse, { status, headers, body }: RawAnswer): void {
    response.writeHead(status, { date: new Date(clock.now()).toUTCString(), ...headers });
    response.end(body);
  }

  return server;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

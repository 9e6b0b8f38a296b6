import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome } from './faults.ts';
import { openTestGithub, type TestGithub, type TestGithubOptions } from './open-test-github.ts';

export interface GithubServer extends TestGithub {
  /** Throws where a request or an answer was not as GitHub describes it, or broke a rule. */
  readonly close: () => Promise<void>;
}

/** A server on loopback that any number of worlds can take turns in. */
export interface GithubSocket {
  readonly origin: string;
  /** From now on this one answers; its `origin` has to be this server's. */
  readonly serve: (github: TestGithub) => void;
  readonly close: () => Promise<void>;
}

/** A GitHub on loopback that keeps what is written, and fails a test that treats it as GitHub may not be treated. */
export async function startGithub(options: Omit<TestGithubOptions, 'origin'>): Promise<GithubServer> {
  const socket = await openSocket();
  const github = openTestGithub({ ...options, origin: socket.origin });
  socket.serve(github);
  const close = async () => {
    await socket.close();
    github.check();
  };
  return Object.assign(github, { close });
}

export async function openSocket(): Promise<GithubSocket> {
  let current: TestGithub | undefined;
  const http = createServer((request, response) => {
    const github = current;
    if (!github) {
      response.destroy();
      return;
    }
    answer(github, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    serve: (github) => {
      current = github;
    },
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function answer(github: TestGithub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '' } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  send(github, response, await github.exchange({ method, path: url, headers, body: bodyOf(request) }));
}

function send({ clock }: TestGithub, response: ServerResponse, outcome: Outcome): void {
  // Nobody answers a request that hangs; who is stopped is not there to hear.
  if (outcome.kind === 'hang' || outcome.kind === 'stopped') return;
  const answer = outcome.kind === 'answer' ? outcome.answer : outcome.begun;
  if (!answer && outcome.kind === 'broken') {
    if (outcome.how === 'reset') response.socket?.resetAndDestroy();
    else response.socket?.destroy();
    return;
  }
  const { status, headers, body = '' } = answer ?? { status: 500 };
  const date = new Date(clock.now()).toUTCString();
  if (outcome.kind === 'answer') {
    response.writeHead(status, { date, ...headers });
    response.end(body);
    return;
  }
  response.writeHead(status, { date, ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

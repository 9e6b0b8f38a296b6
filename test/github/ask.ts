import type { TestGithub } from './open-test-github.ts';

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  // The shape of an answer is what a test is about to say.
  readonly body: unknown;
}

/** Sends one request without a socket, a second after the last. */
export async function ask(
  github: TestGithub,
  route: string,
  body?: object,
  { token = 'pusher', headers = {} }: { token?: string; headers?: { readonly [name: string]: string } } = {},
): Promise<Asked> {
  await github.clock.sleep(1_000);
  const [method = '', path = ''] = route.split(' ');
  const sent = { authorization: `token ${token}`, 'content-type': 'application/json', ...headers };
  const init = { method, headers: sent, ...(body ? { body: JSON.stringify(body) } : {}) };
  const address = path.startsWith('http') ? path : `${github.url}${path}`;
  const response = await github.fetch(address, { ...init, redirect: 'manual' });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}

/** The address of the next page. */
export function nextOf({ headers }: Asked): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
}

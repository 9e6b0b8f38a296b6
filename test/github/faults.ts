import type { ServerResponse } from 'node:http';

/** What goes wrong with one request, before GitHub has done what it asks for, or after. */
export type Fault =
  | { readonly when: 'before' | 'after'; readonly kind: FaultKind }
  /** An answer of the test's own, in place of GitHub's. */
  | { readonly when: 'before' | 'after'; readonly kind: 'answer'; readonly answer: RawAnswer };

export const faultKinds = [
  'bad-gateway',
  'error-page',
  'reset',
  'hang',
  'half-json',
  'secondary-limit',
  'too-many',
  'none-left',
  'unauthorized',
] as const;

type FaultKind = (typeof faultKinds)[number];

export interface RawAnswer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
}

/** Every fault at both times. */
export const allFaults: readonly Fault[] = faultKinds.flatMap((kind) => [
  { when: 'before', kind } as const,
  { when: 'after', kind } as const,
]);

export interface FaultTools {
  readonly now: number;
  readonly response: ServerResponse;
  /** Ends the request at the client, as its time limit would. */
  readonly expire: () => void;
  /** GitHub asks for silence; who speaks before that breaks a rule. */
  readonly block: (seconds: number) => void;
  readonly reply: (answer: RawAnswer) => void;
}

const limitedSeconds = 30;

/** Answers with the fault. `good` is the answer that GitHub would have given; absent before it did anything. */
export function applyFault(fault: Fault, good: RawAnswer | undefined, tools: FaultTools): void {
  const { response, reply, block, expire } = tools;
  const json = { 'content-type': 'application/json; charset=utf-8' };
  const retry = { ...json, 'retry-after': String(limitedSeconds) };
  const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(tools.now / 1_000) + 40) };
  switch (fault.kind) {
    case 'answer':
      return reply(fault.answer);
    case 'bad-gateway':
      return reply({ status: 502, headers: json, body: '{"message":"Server Error"}' });
    case 'error-page':
      return reply({ status: 500, headers: { 'content-type': 'text/html' }, body: '<html>Unicorn!</html>' });
    case 'unauthorized':
      return reply({ status: 401, headers: json, body: '{"message":"Bad credentials"}' });
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return expire();
    case 'half-json':
      return reply({
        status: good?.status ?? 201,
        headers: json,
        body: (good?.body ?? '{"id": 1, "body": "x"').slice(0, 20),
      });
    case 'secondary-limit':
      block(limitedSeconds);
      return reply({ status: 403, headers: retry, body: '{"message":"You have exceeded a secondary rate limit."}' });
    case 'too-many':
      block(limitedSeconds);
      return reply({ status: 429, headers: retry, body: '{"message":"Too many requests"}' });
    case 'none-left':
      block(39);
      if (good) return reply({ ...good, headers: { ...good.headers, ...spent } });
      return reply({ status: 403, headers: { ...json, ...spent }, body: '{"message":"API rate limit exceeded"}' });
  }
}

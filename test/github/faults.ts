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

/** What only few clients meet, or what only a client that comes back gets over. */
export const rareFaultKinds = [
  'unavailable',
  'timeout',
  'closed',
  'cut-off',
  'wrong-type',
  'untold-limit',
  'limit-until-date',
  'skewed-reset',
  'not-found',
  'twice',
  'labels-dropped',
  'stopped',
] as const;

export type FaultKind = (typeof faultKinds)[number] | (typeof rareFaultKinds)[number];

export interface RawAnswer {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
}

/** Every fault that is usual, at both times. */
export const allFaults: readonly Fault[] = atBothTimes(faultKinds);

/** Those of `allFaults`, and all others. */
export const everyFault: readonly Fault[] = atBothTimes([...faultKinds, ...rareFaultKinds]);

/** What the client sees of a request. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: RawAnswer }
  /** The connection breaks, after the first bytes of the answer where there are some. */
  | { readonly kind: 'broken'; readonly how: 'reset' | 'closed'; readonly begun?: RawAnswer }
  /** Nothing comes, until the time limit of the client ends. */
  | { readonly kind: 'hang' }
  /** The client itself was killed: nobody is there to hear an answer. */
  | { readonly kind: 'stopped' };

export interface FaultTools {
  readonly now: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** GitHub asks for silence; who speaks before that breaks a rule. */
  readonly block: (seconds: number) => void;
}

const limitedSeconds = 30;
const json = { 'content-type': 'application/json; charset=utf-8' };

/** What comes of a fault. `good` is the answer that GitHub would have given; absent before it did anything. */
export async function applyFault(fault: Fault, good: RawAnswer | undefined, tools: FaultTools): Promise<Outcome> {
  const { now, sleep, block } = tools;
  switch (fault.kind) {
    case 'answer':
      return answered(fault.answer);
    case 'bad-gateway':
      return answered(saying(502, 'Server Error'));
    case 'unavailable':
      return answered(saying(503, 'Service Unavailable'));
    case 'error-page':
      return answered({ status: 500, headers: { 'content-type': 'text/html' }, body: '<html>Unicorn!</html>' });
    case 'timeout':
      // "If GitHub takes more than 10 seconds to process an API request, GitHub will terminate the request":
      // docs.github.com, "Troubleshooting the REST API".
      await sleep(10_000);
      return answered(saying(504, 'Server Error'));
    case 'unauthorized':
      return answered(saying(401, 'Bad credentials'));
    case 'not-found':
      // A replica that does not know yet what was just made: probot/stale#83.
      return answered(good && good.status >= 400 ? good : saying(404, 'Not Found'));
    case 'reset':
      return { kind: 'broken', how: 'reset' };
    case 'closed':
      return { kind: 'broken', how: 'closed' };
    case 'cut-off':
      return { kind: 'broken', how: 'closed', begun: good ?? saying(200, 'Never sent whole') };
    case 'hang':
      return { kind: 'hang' };
    case 'stopped':
      return { kind: 'stopped' };
    case 'half-json':
      return answered({
        status: good?.status ?? 201,
        headers: json,
        body: (good?.body ?? '{"id": 1, "body": "x"').slice(0, 20),
      });
    case 'wrong-type':
      return answered({
        status: good?.status ?? 201,
        headers: { 'content-type': 'text/plain' },
        body: good?.body ?? '{"id": 1}',
      });
    case 'secondary-limit':
      block(limitedSeconds);
      return answered(limited(403, { 'retry-after': String(limitedSeconds) }));
    case 'too-many':
      block(limitedSeconds);
      return answered(limited(429, { 'retry-after': String(limitedSeconds) }));
    case 'limit-until-date':
      block(limitedSeconds);
      return answered(limited(429, { 'retry-after': new Date(now + limitedSeconds * 1_000).toUTCString() }));
    case 'untold-limit':
      // "Otherwise, wait for at least one minute before retrying": docs.github.com, "Rate limits for the REST API".
      block(60);
      return answered(limited(403, {}));
    case 'none-left':
      block(39);
      return answered(spent(good, Math.ceil(now / 1_000) + 40));
    case 'skewed-reset':
      // The time of the reset is over already, by the clock of another machine.
      return answered(spent(good, Math.floor(now / 1_000) - 300));
    // These two are for GitHub to do; they end as it answers then.
    case 'twice':
    case 'labels-dropped':
      return answered(good ?? saying(502, 'Server Error'));
  }
}

function answered(answer: RawAnswer): Outcome {
  return { kind: 'answer', answer };
}

function saying(status: number, message: string): RawAnswer {
  return { status, headers: json, body: JSON.stringify({ message }) };
}

function limited(status: number, headers: { readonly [name: string]: string }): RawAnswer {
  const { body = '' } = saying(
    status,
    status === 429 ? 'Too many requests' : 'You have exceeded a secondary rate limit.',
  );
  return { status, headers: { ...json, ...headers }, body };
}

function spent(good: RawAnswer | undefined, reset: number): RawAnswer {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
  const answer = good ?? saying(403, 'API rate limit exceeded');
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function atBothTimes(kinds: readonly FaultKind[]): readonly Fault[] {
  return kinds.flatMap((kind) => [{ when: 'before', kind } as const, { when: 'after', kind } as const]);
}

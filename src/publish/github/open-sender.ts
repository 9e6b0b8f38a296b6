import { UserError } from '../../errors.ts';
import { dig, member, numberOf, stringOf } from '../../lib/json.ts';
import { plainText } from '../../lib/sanitize.ts';
import { toolVersion } from '../../lib/tool-version.ts';
import type { Parameters } from './github.ts';
import { GithubError } from './github-error.ts';

/** One request: a route such as `GET /repos/{owner}/{repo}`, or an address that GitHub gave. */
export interface Call {
  readonly method: string;
  readonly route: string;
  readonly parameters: Parameters;
}

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  readonly data: unknown;
}

export type Answer =
  | Answered
  /** `sent` is false only where no byte can have reached GitHub. */
  | { readonly kind: 'unanswered'; readonly sent: boolean; readonly reason: string };

export interface Sender {
  /** The whole address of a call; throws where it is not within the API, whatever names were put into the route. */
  readonly addressOf: (call: Call) => string;
  /** Sends it once, with the token, and follows nothing. */
  readonly send: (call: Call) => Promise<Answer>;
}

export interface SenderOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** A signal that ends a request that takes too long. */
  readonly timeLimit: () => AbortSignal;
  /** What sends the requests; the `fetch` of Node unless given. */
  readonly fetch?: typeof globalThis.fetch;
}

export async function openSender({ apiUrl, token, timeLimit, fetch }: SenderOptions): Promise<Sender> {
  const base = baseOf(apiUrl);
  if (token.trim() === '') throw new UserError('The token for GitHub is empty.', { hint: 'Set GITHUB_TOKEN.' });
  const { Octokit } = await import('@octokit/rest');
  const octokit = new Octokit({
    auth: token,
    baseUrl: base,
    userAgent: `orrery/${toolVersion()}`,
    log: silent,
    request: { redirect: 'manual', log: silent, ...(fetch ? { fetch } : {}) },
  });
  const addressOf = ({ route, parameters }: Call) =>
    withinApi(octokit.request.endpoint(route, { ...parameters }).url, base);
  const send = async (call: Call): Promise<Answer> => {
    addressOf(call);
    const options = { ...call.parameters, headers: { 'x-github-api-version': '2022-11-28' } };
    try {
      const response = await octokit.request(call.route, { ...options, request: { signal: timeLimit() } });
      return { kind: 'answered', status: response.status, headers: response.headers, data: response.data };
    } catch (error) {
      return answerOf(error);
    }
  };
  return { addressOf, send };
}

/** A call of an address that GitHub gave, for the next page or after a move. */
export function callOf(address: string): Call {
  return { method: 'GET', route: 'GET {+address}', parameters: { address } };
}

const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {}

function baseOf(apiUrl: string): string {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  const usable = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  if (usable) return url.href.replace(/\/+$/, '');
  throw new UserError(`\`${plainText(apiUrl, 200)}\` is no address of a GitHub API.`, {
    hint: 'It looks like https://api.github.com, or https://HOST/api/v3 for GitHub Enterprise Server.',
  });
}

/** The token goes nowhere else, and a name such as `..` changes no route. */
function withinApi(address: string, base: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const path = address.split(/[?#]/)[0] ?? '';
  const climbs = path.split(/[/\\]/).some((step) => /^(?:\.|%2e){1,2}$/i.test(step));
  if (url && !climbs && !url.username && !url.password && url.origin === new URL(base).origin) return address;
  throw new GithubError({
    kind: 'invalid',
    sentence: `Refused to send a request to ${plainText(address, 200)}, which is outside of ${base}.`,
  });
}

/** Octokit throws for a status from 400, and calls a failed connection a status 500 without a response. */
function answerOf(error: unknown): Answer {
  const response = member(error, 'response');
  const status = numberOf(dig(response, 'status'));
  if (status !== undefined) {
    const headers = { ...(Object(dig(response, 'headers')) as object) };
    return { kind: 'answered', status, headers, data: dig(response, 'data') };
  }
  if (!(error instanceof Error)) throw error;
  const code = codeOf(error);
  return { kind: 'unanswered', sent: !unsent.has(code), reason: plainText(code || error.message, 200) };
}

/** The connection was never made. */
const unsent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** `fetch` wraps what the system said, and Octokit wraps `fetch`. */
function codeOf(error: Error): string {
  const code = stringOf(member(error, 'code'));
  if (code !== undefined) return code;
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}

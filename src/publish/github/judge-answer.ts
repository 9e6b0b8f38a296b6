import { dig, stringOf } from '../../lib/json.ts';
import { plainText } from '../../lib/sanitize.ts';
import type { GithubProblem } from './github-error.ts';
import type { Answer, Answered, Call } from './open-sender.ts';

/** What is wrong with an answer, before anybody looks at its body; undefined where nothing is. */
export function judgeAnswer(call: Call, answer: Answer, fits: (data: unknown) => boolean): GithubProblem | undefined {
  const writes = call.method !== 'GET';
  if (answer.kind === 'unanswered') return unanswered(call, answer);
  const { status, data } = answer;
  const said = `${status}${messageOf(data)}`;
  if (status >= 200 && status < 300) return fits(data) ? undefined : unreadable(call);
  if (status < 400)
    return { kind: 'gone', sentence: `GitHub redirects ${name(call)} elsewhere (${status}); not followed.` };
  if (status >= 500 || status === 408) return open(call, `GitHub answered ${name(call)} with ${status}`);
  if (isLimited(answer)) {
    return { kind: 'limited', hopeless: false, sentence: `GitHub limits the requests of this token (${said}).` };
  }
  if (status === 401 || status === 403) {
    return { kind: 'forbidden', status, sentence: `GitHub did not allow ${name(call)} (${said}).` };
  }
  if (status === 404 && writes) {
    return { kind: 'forbidden', status, sentence: `GitHub did not allow ${name(call)}, or it is gone (${said}).` };
  }
  if (status === 404 || status === 410)
    return { kind: 'gone', sentence: `GitHub has nothing at ${name(call)} (${said}).` };
  return { kind: 'invalid', sentence: `GitHub refused ${name(call)} (${said}).` };
}

/** How long GitHub asks for silence, in milliseconds, by any answer; `untold` where it does not say how long. */
export function silenceOf(answer: Answer, now: number): number | 'untold' | undefined {
  if (answer.kind === 'unanswered') return undefined;
  const { headers, status } = answer;
  // The server's own clock, as ours may be wrong.
  const time = Date.parse(text(headers['date'])) || now;
  const after = text(headers['retry-after']);
  const asked = /^\d{1,9}$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - time;
  if (status >= 400 && asked > 0) return asked;
  const reset = Number(text(headers['x-ratelimit-reset'])) * 1_000;
  if (text(headers['x-ratelimit-remaining']) === '0' && reset > 0) return Math.max(reset - time, 1_000);
  return status >= 400 && isLimited(answer) ? 'untold' : undefined;
}

function isLimited({ status, headers, data }: Answered): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (text(headers['retry-after']) !== '' || text(headers['x-ratelimit-remaining']) === '0') return true;
  return /secondary rate limit|abuse detection/i.test(messageOf(data));
}

function unanswered(call: Call, { sent, reason }: Exclude<Answer, Answered>): GithubProblem {
  if (sent) return open(call, `GitHub did not answer ${name(call)} (${reason})`);
  return { kind: 'unavailable', sentence: `GitHub cannot be reached (${reason}).` };
}

function unreadable(call: Call): GithubProblem {
  return open(call, `GitHub's answer to ${name(call)} is not what it describes`);
}

/** A read has simply failed; what a write did is not known. */
function open(call: Call, sentence: string): GithubProblem {
  if (call.method === 'GET') return { kind: 'unavailable', sentence: `${sentence}.` };
  return {
    kind: 'unknown-outcome',
    creating: call.method === 'POST',
    sentence: `${sentence}; it is not known whether that was done.`,
  };
}

function messageOf(data: unknown): string {
  const message = plainText(stringOf(dig(data, 'message')) ?? '', 200);
  return message && `: ${message}`;
}

/** The route as it is written, or the address where GitHub gave one. */
function name({ route, parameters }: Call): string {
  const told = route.replaceAll(/\{\+?(\w+)\}/g, (_all, key: string) => String(parameters[key]));
  return plainText(told, 200);
}

function text(header: unknown): string {
  return header === undefined ? '' : String(header);
}

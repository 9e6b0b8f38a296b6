import { runningTime } from '../../lib/clock.ts';
import { stringOf } from '../../lib/json.ts';
import type { Github, Parameters, Shape } from './github.ts';
import { GithubError, type GithubProblem } from './github-error.ts';
import { judgeAnswer, silenceOf } from './judge-answer.ts';
import { type Answer, type Answered, type Call, callOf, openSender, type Sender } from './open-sender.ts';
import { openShapes, type Shapes } from './open-shapes.ts';
import { type Limits, openPace, type Pace, type PaceState, usualLimits } from './pace.ts';
import { readPages } from './read-pages.ts';

export interface GithubOptions {
  /** Such as `https://api.github.com` or `https://HOST/api/v3`. */
  readonly apiUrl: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly timeLimit?: () => AbortSignal;
  /** What sends the requests; the `fetch` of Node unless given. */
  readonly fetch?: typeof globalThis.fetch;
  readonly limits?: Partial<Limits>;
  /** What `pace()` of an earlier run gave. */
  readonly pace?: PaceState;
  /** Keeps the pace for the next run: called before a write goes out, after each answer to one, and after a limit. */
  readonly keep?: (pace: PaceState) => Promise<void>;
}

interface Connection {
  readonly sender: Sender;
  readonly pace: Pace;
  readonly fitsOf: Shapes;
  readonly keep: (pace: PaceState) => Promise<void>;
}

/** Requests go one after another, as GitHub asks, at its pace; each answer is held against its shape. */
export async function openGithub(options: GithubOptions): Promise<Github> {
  const { apiUrl, token, clock = runningTime, sleep = sleepFor, timeLimit = halfMinute, fetch } = options;
  const { keep = keepNothing } = options;
  const limits = { ...usualLimits, ...options.limits };
  const pace = openPace({ clock, sleep, limits, start: options.pace });
  const sender = await openSender({ apiUrl, token, timeLimit, ...(fetch ? { fetch } : {}) });
  const connection = { sender, pace, fitsOf: await openShapes(), keep };
  const inTurn = openQueue();
  const readCall = <T>(call: Call, shape: Shape<T>) => inTurn(() => sendRead(connection, call, shape));
  return {
    read: async <T>(route: string, parameters: Parameters, shape: Shape<T>) =>
      (await readCall(read(route, parameters), shape)).data as T, // It fits the shape.
    readAll: (route, parameters, shape, itemsOf) =>
      readPages(connection.sender, read(route, parameters), (call) => readCall(call, shape), itemsOf),
    write: <T>(route: string, parameters: Parameters, shape: Shape<T>) =>
      inTurn(() =>
        sendWrite(connection, { method: route.split(' ')[0] ?? '', route, parameters }, shape),
      ) as Promise<T>,
    wait: pace.wait,
    pace: pace.state,
  };
}

const readAttempts = 3;
const mostHops = 3;

/** Reads may be repeated: they are, where the next time may go better. */
async function sendRead(connection: Connection, call: Call, shape: Shape<unknown>): Promise<Answered> {
  const { pace } = connection;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendFollowing(connection, call);
    const problem = judgeAnswer(call, answer, connection.fitsOf(shape));
    if (!problem && answer.kind === 'answered') return answer;
    if (problem && (attempt === readAttempts || !mayPass(problem))) throw new GithubError(problem);
    if (problem?.kind === 'unavailable') await pace.wait(1_000 * 2 ** (attempt - 1));
  }
}

function mayPass({ kind }: GithubProblem): boolean {
  return kind === 'limited' || kind === 'unavailable';
}

/** Reads follow a move within the API: a renamed repository still answers under its old name. */
async function sendFollowing(connection: Connection, call: Call, hops = 0): Promise<Answer> {
  await connection.pace.beforeRead();
  const answer = await connection.sender.send(call);
  // The next run keeps silent too.
  if (heed(connection.pace, answer)) await connection.keep(connection.pace.state());
  const location = answer.kind === 'answered' && isMove(answer.status) && stringOf(answer.headers['location']);
  if (!location || hops === mostHops) return answer;
  const target = URL.parse(location, connection.sender.addressOf(call))?.href ?? location;
  return sendFollowing(connection, callOf(target), hops + 1);
}

function isMove(status: number): boolean {
  return [301, 302, 307, 308].includes(status);
}

/** Writes are sent once. What came of one that failed is for the caller to find out. */
async function sendWrite(connection: Connection, call: Call, shape: Shape<unknown>): Promise<unknown> {
  const { pace } = connection;
  connection.sender.addressOf(call);
  await pace.beforeWrite(call.method === 'POST');
  // Whatever becomes of us now, the next run counts it.
  pace.afterWrite();
  await connection.keep(pace.state());
  const answer = await connection.sender.send(call);
  pace.afterWrite();
  heed(pace, answer);
  await connection.keep(pace.state());
  const problem = judgeAnswer(call, answer, connection.fitsOf(shape));
  if (problem) throw new GithubError(problem);
  return answer.kind === 'answered' ? answer.data : undefined;
}

/** True where GitHub asked for silence. */
function heed(pace: Pace, answer: Answer): boolean {
  const silence = silenceOf(answer, pace.now());
  if (silence !== undefined) pace.hold(silence === 'untold' ? undefined : silence);
  else if (answer.kind === 'answered' && answer.status < 400) pace.release();
  return silence !== undefined;
}

function read(route: string, parameters: Parameters): Call {
  return { method: 'GET', route, parameters };
}

/** Runs one task after another; one that fails holds up none. */
function openQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task);
    last = run.catch(() => undefined);
    return run;
  };
}

/** GitHub itself ends a request after ten seconds. */
function halfMinute(): AbortSignal {
  return AbortSignal.timeout(30_000);
}

async function keepNothing(): Promise<void> {}

function sleepFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

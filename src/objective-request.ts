import { type Problem, UserError } from './errors.ts';
import { parseDuration } from './lib/parse-duration.ts';
import type { ObjectiveRequest } from './lib/reliability/objective-sheet.ts';
import { type Part, parseDependency } from './lib/reliability/parse-dependency.ts';
import { parseTarget } from './lib/reliability/parse-target.ts';
import { divide, ONE, parseDecimal, type Rational, rational } from './lib/reliability/rational.ts';
import { plainText } from './lib/sanitize.ts';

/** What was written on the command line. */
export interface ObjectiveWords {
  readonly target: string;
  readonly window: string;
  readonly requests?: string | undefined;
  readonly own?: string | undefined;
  readonly 'depends-on'?: readonly string[] | undefined;
  readonly failover: string;
  readonly reserve: string;
  readonly detect?: string | undefined;
  readonly acknowledge?: string | undefined;
  readonly recover?: string | undefined;
}

const MOST_DEPENDED_ON = 100;
const SHORTEST_WINDOW = 3600;
const LONGEST_WINDOW = 10 * 366 * 86_400;
const MOST_REQUESTS = 15;

/** The request that words on the command line stand for. Throws a `UserError` with all that is wrong with them. */
export function objectiveRequest(words: ObjectiveWords): ObjectiveRequest {
  const problems: Problem[] = [];
  const read = <T>(value: T | Problem): T | undefined => {
    if (!isProblem(value)) return value;
    problems.push(value);
    return undefined;
  };
  const target = read(targetOf('The target', words.target));
  const windowSeconds = read(windowOf(words.window));
  const requests = words.requests === undefined ? undefined : read(countOf(words.requests));
  const own = words.own === undefined ? undefined : read(targetOf('--own', words.own));
  const failover = read(shareOf('--failover', words.failover)) ?? ONE;
  const reserve = read(shareOf('--reserve', words.reserve));
  const parts = partsOf(words['depends-on'] ?? [], failover);
  const dependencies = parts.map((part) => read(part)).filter((part) => part !== undefined);
  const response = read(responseOf(words));
  if (problems.length > 0) throw new UserError(problems);
  if (!target || windowSeconds === undefined || !reserve) throw new UserError('A target and a window are needed.');
  return {
    target,
    windowSeconds,
    ...(requests === undefined ? {} : { requests }),
    ...(own ? { own } : {}),
    dependencies,
    reserve,
    ...(response ? { response } : {}),
  };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'message' in value;
}

function targetOf(what: string, written: string): Rational | Problem {
  const parsed = parseTarget(written);
  if ('target' in parsed) return parsed.target;
  return { message: `${what} ${quoted(written)} ${parsed.problem}.`, hint: parsed.hint };
}

function windowOf(written: string): number | Problem {
  const seconds = parseDuration(written);
  const hint = 'Write how long the objective looks back, such as 30d, 28d or 12w.';
  if (seconds === undefined) return { message: `The window ${quoted(written)} is not a duration.`, hint };
  if (seconds < SHORTEST_WINDOW || seconds > LONGEST_WINDOW || !Number.isInteger(seconds)) {
    return { message: `The window ${quoted(written)} must be between an hour and ten years.`, hint };
  }
  return seconds;
}

function countOf(written: string): number | Problem {
  const digits = written.replaceAll(/[,_]/g, '');
  if (/^\d+$/.test(digits) && digits.length <= MOST_REQUESTS && Number(digits) > 0) return Number(digits);
  const hint = 'Write how many there are in a window: 10000000.';
  return { message: `--requests ${quoted(written)} is not a number of requests.`, hint };
}

/** A percentage that may also be none or all. */
function shareOf(what: string, written: string): Rational | Problem {
  const percent = parseDecimal(written.replace(/%$/, ''));
  if (percent && percent.top >= 0n && percent.top <= 100n * percent.bottom) return divide(percent, rational(100n));
  return { message: `${what} ${quoted(written)} is not a percentage from 0 to 100.` };
}

function partsOf(lists: readonly string[], failover: Rational): readonly (Part | Problem)[] {
  const decimal = lists.find((list) => /^(?:[^=,]*=)?\d{1,2},\d{1,6}$/.test(list.trim()));
  if (decimal !== undefined) {
    const hint = 'Decimals are written with a point: 99.95. For two dependencies, repeat --depends-on.';
    return [{ message: `--depends-on ${quoted(decimal)} could be one or two.`, hint }];
  }
  const written = lists.flatMap((list) => list.split(',')).filter((one) => one.trim() !== '');
  if (written.length > MOST_DEPENDED_ON)
    return [{ message: `--depends-on takes at most ${MOST_DEPENDED_ON} of them.` }];
  return written.map((one, index) => {
    const part = parseDependency(one, index, failover);
    return 'name' in part ? part : { message: `--depends-on ${quoted(one)} ${part.problem}.`, hint: part.hint };
  });
}

/** All three or none: an incident without one of its parts costs something that nobody knows. */
function responseOf(words: ObjectiveWords): ObjectiveRequest['response'] | Problem {
  const given = (['detect', 'acknowledge', 'recover'] as const).map((part) => [part, words[part]] as const);
  if (given.every(([, written]) => written === undefined)) return undefined;
  const missing = given.filter(([, written]) => written === undefined).map(([part]) => `--${part}`);
  if (missing.length > 0) {
    const hint = 'The cost of an incident is the sum of --detect, --acknowledge and --recover.';
    return { message: `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`, hint };
  }
  const seconds = given.map(([, written = '']) => parseDuration(written));
  const wrong = seconds.findIndex((value) => value === undefined || !Number.isInteger(value));
  const faulty = given[wrong];
  if (faulty) {
    return { message: `--${faulty[0]} ${quoted(faulty[1] ?? '')} is not a duration.`, hint: 'Write 90s, 5m or 1h30m.' };
  }
  const [detectSeconds = 0, acknowledgeSeconds = 0, recoverSeconds = 0] = seconds;
  return { detectSeconds, acknowledgeSeconds, recoverSeconds };
}

function quoted(written: string): string {
  return written.trim() === '' ? '(empty)' : plainText(written, 60);
}

import type { Problem } from '../errors.ts';
import { fingerprinter } from '../lib/fingerprint-of.ts';
import { isCalendarDay } from '../lib/is-calendar-day.ts';
import { isObject, type JsonObject } from '../lib/json.ts';
import { nearest } from '../lib/nearest.ts';
import { plainText } from '../lib/sanitize.ts';
import type { BaselineEntry } from '../types/baseline.ts';

const MOST_PROBLEMS = 100;
const KEYS = ['check', 'service', 'subject', 'since', 'fingerprint'] as const;

export interface ParsedBaseline {
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly Problem[];
}

/** One entry a line. What is wrong is told with its line; of a file that is broken all over, the beginning. */
export function parseBaseline(file: string, text: string): ParsedBaseline {
  const lines = text.replace(/^\uFEFF/u, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const seen = new Map<string, number>();
  const entries: BaselineEntry[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of lines.entries()) {
    const place = { file, line: index + 1 };
    const read = readLine(line);
    const found = 'entry' in read ? repeated(read.entry, seen, place.line) : read.faults;
    problems.push(...found.map((fault) => ({ ...fault, place })));
    if ('entry' in read) entries.push(read.entry);
    if (problems.length < MOST_PROBLEMS) continue;
    problems.push({ message: 'The lines after this one were not looked at.', place });
    break;
  }
  return { entries, problems };
}

type Fault = Omit<Problem, 'place'>;

type Line = { readonly entry: BaselineEntry } | { readonly faults: readonly Fault[] };

function readLine(line: string): Line {
  const value = parse(line);
  if (value === undefined) return { faults: [{ message: 'This line is not JSON.', hint: hintFor(line) }] };
  if (!isObject(value)) return { faults: [{ message: `This line is not an entry: ${shape}.` }] };
  const faults = [...keyFaults(value), ...valueFaults(value)];
  if (faults.length > 0) return { faults };
  const entry = entryOf(value as EntryText);
  return isOwn(entry) ? { entry } : { faults: [foreign] };
}

const shape = `a JSON object with ${KEYS.map((key) => `\`${key}\``).join(', ')}`;

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function hintFor(line: string): string {
  const isConflict = /^(?:<{7}|={7}|>{7}|\|{7})/.test(line);
  return isConflict ? 'Keep the entries of both sides, each once, and take the markers out.' : `Write ${shape}.`;
}

function keyFaults(value: JsonObject): readonly Fault[] {
  const unknown = Object.keys(value).filter((key) => !KEYS.some((known) => known === key));
  return unknown.map((key) => {
    const meant = nearest(key, KEYS);
    const hint = meant === undefined ? `Known here: ${KEYS.join(', ')}.` : `Did you mean \`${meant}\`?`;
    return { message: `Unknown key \`${shown(key)}\`.`, hint };
  });
}

type EntryText = { readonly [key in (typeof KEYS)[number]]: string };

interface Rule {
  readonly wanted: string;
  readonly pattern: RegExp;
}

const rules: { readonly [key in (typeof KEYS)[number]]: Rule } = {
  check: { wanted: 'the id of a check', pattern: /\S/ },
  service: { wanted: 'the name of a service', pattern: /\S/ },
  subject: { wanted: 'a kind and an id, such as "workload cart"', pattern: /^[a-z-]+ ./s },
  since: { wanted: 'a calendar day, such as 2026-12-31', pattern: /^\d{4}-\d{2}-\d{2}$/ },
  fingerprint: { wanted: '32 hex digits', pattern: /^[0-9a-f]{32}$/ },
};

function valueFaults(value: JsonObject): readonly Fault[] {
  return KEYS.flatMap((key): readonly Fault[] => {
    if (!Object.hasOwn(value, key)) return [{ message: `\`${key}\` is missing.` }];
    const given = value[key];
    const { wanted, pattern } = rules[key];
    if (typeof given === 'string' && pattern.test(given) && (key !== 'since' || isCalendarDay(given))) return [];
    const saw = typeof given === 'string' ? shown(JSON.stringify(given)) : 'no text';
    return [{ message: `\`${key}\` must be ${wanted}; this is ${saw}.` }];
  });
}

function entryOf({ check, service, subject, since, fingerprint }: EntryText): BaselineEntry {
  const end = subject.indexOf(' ');
  return { check, service, subject: { kind: subject.slice(0, end), id: subject.slice(end + 1) }, since, fingerprint };
}

/** What a reviewer reads on a line has to be what the line lets through. */
function isOwn({ check, service, subject, fingerprint }: BaselineEntry): boolean {
  return fingerprinter({ service, ...subject })(check) === fingerprint;
}

const foreign: Fault = {
  message: 'The fingerprint is not that of this check, service and subject.',
  hint: 'Take the line out; orrery baseline create --force adds the gap again if it is open.',
};

function repeated({ fingerprint }: BaselineEntry, seen: Map<string, number>, line: number): readonly Fault[] {
  const first = seen.get(fingerprint);
  seen.set(fingerprint, first ?? line);
  return first === undefined ? [] : [{ message: `Line ${first} is the same entry.`, hint: 'Keep one of them.' }];
}

function shown(text: string): string {
  return plainText(text, 80);
}

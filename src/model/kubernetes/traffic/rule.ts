import { parseDuration } from '../../../lib/parse-duration.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import type { KubeObject } from '../kube-object.ts';
import { isNumber, readText } from '../read-value.ts';

/** How one rule of a route treats a request. */
export interface TrafficRule {
  /** What people would call it: `rule 1`, or its name. */
  readonly label: string;
  readonly at: string;
  /** The longest that a request may take; `unlimited` where the platform sets no bound, undefined where that is not known. */
  readonly timeout: FactValue | 'unlimited' | undefined;
  /** Repetitions after the first try; `unlimited`, or undefined where that is not known. */
  readonly repeats: FactValue | 'unlimited' | undefined;
  /** How long each try may take. */
  readonly perTry?: FactValue | undefined;
  /** Writes are repeated after failures that do not say whether the request was carried out. */
  readonly repeatsWrites: boolean;
}

/** Seconds in a duration; unknown where something is put in later; undefined for what is none. */
export function readDuration(value: unknown): FactValue | undefined {
  const text = readText(value);
  return typeof text === 'string' ? parseDuration(text) : text;
}

/** What the rules of a route come to. */
export function putTraffic(sheet: FactSheet, object: KubeObject, rules: readonly TrafficRule[]): void {
  const timed = rules.filter(({ timeout }) => timeout !== undefined);
  if (timed.length > 0) putTimeouts(sheet, object, timed);
  const retried = rules.filter(({ repeats }) => repeats !== undefined);
  if (retried.length > 0) putRetries(sheet, object, retried);
}

function putTimeouts(sheet: FactSheet, object: KubeObject, rules: readonly TrafficRule[]): void {
  const unlimited = rules.filter(({ timeout }) => timeout === 'unlimited');
  const [first] = rules;
  sheet.put('timeouts', {}, object, first?.at ?? '/spec');
  sheet.put(
    'timeouts.unlimited',
    unlimited.map(({ label }) => label),
    object,
    (unlimited[0] ?? first)?.at ?? '/spec',
  );
  const longest = rules
    .filter(({ timeout }) => isNumber(timeout))
    .sort((one, other) => Number(other.timeout) - Number(one.timeout))[0];
  const open = rules.find(({ timeout }) => typeof timeout === 'object');
  const shown = open ?? longest;
  if (unlimited.length === 0 && shown) sheet.put('timeouts.longestSeconds', shown.timeout, object, shown.at);
  const late = rules.filter((rule) => conflictIn(rule) !== undefined);
  const at = (late[0] ?? first)?.at ?? '/spec';
  sheet.put(
    'timeouts.conflicts',
    late.map((rule) => conflictIn(rule) ?? null),
    object,
    at,
  );
}

/** Tries that cannot all be made in the time that the whole request has: CATALOGUE of practice, "timeout budget". */
function conflictIn({ label, timeout, repeats, perTry }: TrafficRule): string | undefined {
  if (!isNumber(timeout as FactValue) || !isNumber(perTry) || !isNumber(repeats as FactValue)) return undefined;
  const tries = Number(repeats) + 1;
  const needed = tries * perTry;
  return Number(timeout) < needed
    ? `${label}: ${tries} tries of ${perTry} s need ${needed} s, and it gives up after ${timeout} s`
    : undefined;
}

function putRetries(sheet: FactSheet, object: KubeObject, rules: readonly TrafficRule[]): void {
  const [first] = rules;
  const endless = rules.find(({ repeats }) => repeats === 'unlimited');
  const most = rules
    .filter(({ repeats }) => isNumber(repeats as FactValue))
    .sort((one, other) => Number(other.repeats) - Number(one.repeats))[0];
  const open = rules.find(({ repeats }) => typeof repeats === 'object');
  const shown = endless ?? open ?? most ?? first;
  sheet.put('retries', {}, object, shown?.at ?? '/spec');
  sheet.put('retries.bounded', endless === undefined, object, shown?.at ?? '/spec');
  const counted = open ?? most;
  if (counted && !endless) sheet.put('retries.most', counted.repeats, object, counted.at);
  const writing = rules.filter(({ repeatsWrites }) => repeatsWrites);
  sheet.put(
    'retries.writes',
    writing.map(({ label }) => label),
    object,
    (writing[0] ?? shown)?.at ?? '/spec',
  );
}

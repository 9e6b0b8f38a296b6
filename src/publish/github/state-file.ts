import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { arrayOf, dig, isObject, numberOf, objectOf } from '../../lib/json.ts';
import type { PaceState } from './pace.ts';

/** What one run leaves to the next. Nothing of it is needed: without it a run is slower, or waits longer. */
export interface StateFile {
  readonly pace?: PaceState;
  /** Issues of ours in a repository, by its id. */
  readonly numbersOf: (repository: number) => readonly number[];
  /** A full sentence, where the file could not be used. */
  readonly warning?: string;
  readonly keepPace: (pace: PaceState) => Promise<void>;
  readonly keepNumbers: (repository: number, change: (kept: readonly number[]) => readonly number[]) => Promise<void>;
}

interface State {
  readonly pace?: PaceState;
  readonly issues: { readonly [repository: string]: readonly number[] };
}

const version = '1.0.0';
const hour = 3_600_000;
const longest = 4_000_000;
const mostNumbers = 5_000;
const mostRepositories = 200;

/** Opens it; one that is missing or spoilt counts as empty. `file` is undefined where nothing is to be kept. */
export async function openStateFile(file: string | undefined, now: () => number): Promise<StateFile> {
  if (file === undefined) return { ...nothing, warning: 'There is no place to keep the budget of requests in.' };
  const first = await readState(file, now());
  const change = async (merge: (state: State) => State) => {
    const { state } = await readState(file, now());
    await writeState(file, merge(state));
  };
  return {
    ...(first.state.pace ? { pace: first.state.pace } : {}),
    ...(first.isSpoilt ? { warning: `${file} cannot be read, and is written anew.` } : {}),
    numbersOf: (repository) => first.state.issues[repository] ?? [],
    keepPace: (pace) => change((state) => ({ ...state, pace: joined(state.pace, pace, now()) })),
    keepNumbers: (repository, renew) =>
      change(({ issues, ...state }) => {
        const { [repository]: kept = [], ...others } = issues;
        return { ...state, issues: bounded({ ...others, [repository]: positive(renew(kept)) }) };
      }),
  };
}

const nothing: StateFile = { numbersOf: () => [], keepPace: keepNothing, keepNumbers: keepNothing };

async function keepNothing(): Promise<void> {}

async function readState(file: string, now: number): Promise<{ readonly state: State; readonly isSpoilt: boolean }> {
  const empty = { issues: {} };
  try {
    const text = await readFile(file, 'utf8');
    const data: unknown = text.length > longest ? undefined : JSON.parse(text);
    if (!isObject(data) || data['schemaVersion'] !== version) return { state: empty, isSpoilt: true };
    const pace = paceOf(data['pace'], now);
    return { state: { ...(pace ? { pace } : {}), issues: issuesOf(data['issues']) }, isSpoilt: false };
  } catch (error) {
    if (error instanceof SyntaxError) return { state: empty, isSpoilt: true };
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { state: empty, isSpoilt: !isMissing };
  }
}

/** Times that cannot be, of a clock that was wrong, must not hold up every later run. */
function paceOf(data: unknown, now: number): PaceState | undefined {
  const lastWrite = numberOf(dig(data, 'lastWrite'));
  const blockedUntil = numberOf(dig(data, 'blockedUntil'));
  if (lastWrite === undefined || blockedUntil === undefined) return undefined;
  const creations = numbersIn(dig(data, 'creations')).filter((time) => time <= now && time > now - hour);
  return {
    creations: creations.sort((left, right) => left - right),
    lastWrite: Math.min(lastWrite, now),
    blockedUntil: Math.min(blockedUntil, now + hour),
  };
}

function issuesOf(data: unknown): State['issues'] {
  const entries = Object.entries(objectOf(data)).filter(([repository]) => /^\d{1,16}$/u.test(repository));
  return Object.fromEntries(entries.map(([repository, numbers]) => [repository, positive(numbersIn(numbers))]));
}

function numbersIn(data: unknown): number[] {
  return arrayOf(data).flatMap((item) => numberOf(item) ?? []);
}

function positive(numbers: readonly number[]): readonly number[] {
  const usable = numbers.filter((number) => Number.isSafeInteger(number) && number > 0);
  return [...new Set(usable)].sort((left, right) => left - right).slice(-mostNumbers);
}

function bounded(issues: State['issues']): State['issues'] {
  return Object.fromEntries(Object.entries(issues).slice(-mostRepositories));
}

/** Two runs at once share one budget. */
function joined(kept: PaceState | undefined, pace: PaceState, now: number): PaceState {
  if (!kept) return pace;
  const creations = [...new Set([...kept.creations, ...pace.creations])].filter((time) => time > now - hour);
  return {
    creations: creations.sort((left, right) => left - right),
    lastWrite: Math.max(kept.lastWrite, pace.lastWrite),
    blockedUntil: Math.max(kept.blockedUntil, pace.blockedUntil),
  };
}

/** A reader never sees half of it; one that cannot be written is no reason to stop. */
async function writeState(file: string, { pace, issues }: State): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, `${JSON.stringify({ schemaVersion: version, pace, issues })}\n`);
    await rename(partial, file);
  } catch {
    await rm(partial, { force: true }).catch(() => undefined);
  }
}

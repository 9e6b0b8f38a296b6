import type { DocumentPart, Touch } from '../types/document.ts';
import type { Place } from '../types/place.ts';
import type { Facts, FactValue } from '../types/subject.ts';
import type { Unknown } from '../types/unknown.ts';
import { isUnknown, unknown } from './unknown.ts';

/** Something that a fact can have been seen in. */
export interface Locatable extends DocumentPart {
  readonly touched?: readonly Touch[];
}

/** A part of something, by pointers of its own: `within(object, '/spec').locate('/replicas')`. */
export function within(source: Locatable, base: string): Locatable {
  const touched = source.touched?.flatMap((touch) => {
    if (isPrefix(touch.pointer, base)) return [{ ...touch, pointer: '' }];
    return isPrefix(base, touch.pointer) ? [{ ...touch, pointer: touch.pointer.slice(base.length) }] : [];
  });
  return {
    ...(touched ? { touched } : {}),
    ...(source.within?.(base) ?? { locate: (pointer: string) => source.locate(base + pointer) }),
  };
}

interface Origin {
  readonly source: Locatable;
  readonly pointer: string;
}

/** Most subjects share it. */
const NONE: readonly string[] = Object.freeze([]);

type MutableFacts = { [key: string]: FactValue | undefined };

/**
 * Collects the facts of one variant, each with the place it was seen at. A fact whose source may be changed by a patch
 * that nobody could render becomes unknown here, in one place for every fact.
 */
export class FactSheet {
  readonly facts: MutableFacts = {};
  /** In the order they were put; few are ever looked up, so nothing is indexed. */
  readonly #paths: string[] = [];
  readonly #sources: Locatable[] = [];
  readonly #pointers: string[] = [];
  readonly #home: Origin;
  #doubtful: readonly string[] = NONE;

  constructor(source: Locatable, pointer = '') {
    this.#home = { source, pointer };
  }

  /** Sets a fact. Without a place it was seen where the subject itself stands; `undefined` only notes where it would stand. */
  put(path: string, value: FactValue | undefined, source: Locatable = this.#home.source, pointer = ''): void {
    this.#paths.push(path);
    this.#sources.push(source);
    this.#pointers.push(pointer);
    const written = mayBeChanged(source, pointer, isGroup(value)) ?? value;
    if (written !== undefined) this.#place(path, written);
  }

  /** Says that a fact rests on a second place too: a patch that may change it makes the fact unknown. */
  restsOn(path: string, source: Locatable, pointer: string): void {
    const changed = mayBeChanged(source, pointer);
    if (changed !== undefined) this.#place(path, changed);
  }

  /** The first names of facts that are unknown: judging by all others is simpler. */
  get doubtful(): readonly string[] {
    return this.#doubtful;
  }

  #place(path: string, value: FactValue): void {
    if (typeof value === 'object' && holdsUnknown(value)) this.#doubt(segmentsOf(path)[0] ?? '');
    place(this.facts, path, value);
  }

  #doubt(name: string): void {
    if (!this.#doubtful.includes(name)) this.#doubtful = [...this.#doubtful, name];
  }

  /** Where a fact was seen, else where the nearest fact above it was, else where the subject stands. */
  locate(path: string): Place {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const index = this.#paths.lastIndexOf(at);
      const source = this.#sources[index];
      if (source) return source.locate(this.#pointers[index] ?? '');
    }
    return this.#home.source.locate(this.#home.pointer);
  }

  /** The fact as it stands now; unknown where something above it is. */
  value(path: string): FactValue | undefined {
    let here: FactValue | undefined = this.facts;
    for (const key of segmentsOf(path)) {
      if (isUnknown(here)) return here;
      here = here !== null && typeof here === 'object' && !Array.isArray(here) ? (here as Facts)[key] : undefined;
    }
    return here;
  }
}

/** An object that only groups facts is there whatever changes inside it: each of those facts is touched by itself. */
function isGroup(value: FactValue | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 && !Array.isArray(value);
}

const SENTENCES = {
  'needs-render': 'may change it, and was not rendered',
  unresolved: 'is set by whoever installs the chart',
} as const;

/** Facts are put one by one, so that only lists hold others. */
function holdsUnknown(value: FactValue): boolean {
  return isUnknown(value) || (Array.isArray(value) && value.some(isUnknown));
}

function mayBeChanged(source: Locatable, pointer: string, isGroup = false): Unknown | undefined {
  const touch = source.touched?.find(
    (candidate) => isPrefix(candidate.pointer, pointer) || (!isGroup && isPrefix(pointer, candidate.pointer)),
  );
  if (!touch) return undefined;
  const reason = touch.reason ?? 'needs-render';
  return unknown(reason, `${touch.by} ${SENTENCES[reason]}`);
}

function isPrefix(prefix: string, pointer: string): boolean {
  return pointer.startsWith(prefix) && (pointer.length === prefix.length || pointer[prefix.length] === '/');
}

/** An object that is already unknown stays so: nothing below it can be known better. */
function place(facts: MutableFacts, path: string, value: FactValue): void {
  const keys = segmentsOf(path);
  let here = facts;
  for (let index = 0; index < keys.length - 1; index += 1) {
    const key = keys[index] ?? '';
    const next = here[key];
    if (next === undefined || next === null || typeof next !== 'object') here[key] = {};
    else if ('$unknown' in next) return;
    here = here[key] as MutableFacts;
  }
  here[keys.at(-1) ?? ''] = value;
}

const segments = new Map<string, readonly string[]>();

function segmentsOf(path: string): readonly string[] {
  const known = segments.get(path);
  if (known) return known;
  const split = path.split('.');
  segments.set(path, split);
  return split;
}

import { sameJson } from '../lib/same-json.ts';
import type { CompiledCheck } from '../types/check.ts';
import type { Finding } from '../types/finding.ts';
import type { Subject, Variant } from '../types/subject.ts';

/** What each of some checks found; undefined where it does not apply. */
type Found = readonly (Finding | undefined)[];

export interface Remembered {
  readonly subject: Subject;
  readonly checks: readonly CompiledCheck[];
  readonly found: Found;
}

/**
 * Lets a second version of a repository have the verdicts of the first where their facts are equal. The evidence of
 * such a verdict says where the facts stand in the first.
 */
export interface JudgementMemory {
  /** What the same checks said of a subject with the same facts, and that subject. */
  recall(subject: Subject, checks: readonly CompiledCheck[]): Remembered | undefined;
  keep(subject: Subject, checks: readonly CompiledCheck[], found: Found): void;
}

export function judgementMemory(): JudgementMemory {
  const remembered = new Map<string, Remembered>();
  return {
    recall: (subject, checks) => {
      const known = remembered.get(nameOf(subject));
      return known && isSameList(known.checks, checks) && areAlike(known.subject, subject) ? known : undefined;
    },
    keep: (subject, checks, found) => {
      remembered.set(nameOf(subject), { subject, checks, found });
    },
  };
}

function nameOf({ service, kind, id }: Subject): string {
  return `${service}\n${kind}\n${id}`;
}

function isSameList(one: readonly CompiledCheck[], other: readonly CompiledCheck[]): boolean {
  return one.length === other.length && one.every((check, index) => check === other[index]);
}

function areAlike({ variants: one }: Subject, { variants: other }: Subject): boolean {
  return (
    one.length === other.length &&
    one.every((variant, index) => {
      const second = other[index];
      return second !== undefined && judgedBy(variant, second) && sameJson(variant.facts, second.facts);
    })
  );
}

function judgedBy(one: Variant, other: Variant): boolean {
  return (
    one.set === other.set &&
    one.environment === other.environment &&
    sameJson(one.doubtful, other.doubtful) &&
    sameJson(one.coordinates, other.coordinates)
  );
}

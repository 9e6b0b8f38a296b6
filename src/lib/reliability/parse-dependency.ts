import { atLeast, withStandby } from './composition.ts';
import { type ParsedTarget, parseTarget } from './parse-target.ts';
import type { Rational } from './rational.ts';

/** Something that is needed, and how available it is. */
export interface Part {
  readonly name: string;
  /** As it was written: `2-of-3x99.5`. */
  readonly written: string;
  readonly available: Rational;
}

type ParsedPart = Part | Extract<ParsedTarget, { readonly problem: string }>;

const MOST_COPIES = 100;

/** `99.95`, `orders=99.95`, `2-of-3x99.5` for copies of which some must work, `99.9/99.5` for one with a standby. */
export function parseDependency(text: string, index: number, coverage: Rational): ParsedPart {
  const [, named, written = ''] = /^(?:([^=]{1,100})=)?(.*)$/.exec(text.trim()) ?? [];
  const available = availabilityOf(written, coverage);
  if ('problem' in available) return available;
  return { name: named?.trim() || `dependency ${index + 1}`, written, available: available.target };
}

function availabilityOf(written: string, coverage: Rational): ParsedTarget {
  const copies = /^(\d{1,3})-of-(\d{1,3})x(.+)$/.exec(written);
  if (copies) return copiesOf(Number(copies[1]), Number(copies[2]), copies[3] ?? '');
  const [primary = '', standby, ...more] = written.split('/');
  const first = parseTarget(primary);
  if (standby === undefined || 'problem' in first) return first;
  if (more.length > 0) return { problem: 'names more than one standby', hint: 'Write PRIMARY/STANDBY: 99.9/99.5.' };
  const second = parseTarget(standby);
  return 'problem' in second ? second : { target: withStandby(first.target, second.target, coverage) };
}

function copiesOf(needed: number, count: number, each: string): ParsedTarget {
  if (needed < 1 || needed > count || count > MOST_COPIES) {
    return { problem: 'cannot be so', hint: `Of at most ${MOST_COPIES} copies, one or more must work: 2-of-3x99.5.` };
  }
  const parsed = parseTarget(each);
  return 'problem' in parsed ? parsed : { target: atLeast(needed, count, parsed.target) };
}

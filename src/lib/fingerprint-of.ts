import { sha256Hex } from './hash.ts';

const SUBJECT_DIGITS = 20;
const CHECK_DIGITS = 12;

/** What is judged, by its names. */
export interface SubjectNames {
  readonly service: string;
  readonly kind: string;
  readonly id: string;
}

/**
 * Changes only with what is judged and by which check: never with a line, a message, a severity, a set or a commit.
 * 32 hex digits: 20 of the hash of version, service and logical subject, 12 of the hash of the check. A subject is
 * hashed once for all its checks.
 */
export function fingerprinter(subject: SubjectNames): (check: string) => string {
  const head = digits(`orrery/1\n${subject.service}\n${subject.kind}:${subject.id}`, SUBJECT_DIGITS);
  return (check) => head + tailOf(check);
}

const tails = new Map<string, string>();

function tailOf(check: string): string {
  const known = tails.get(check);
  if (known !== undefined) return known;
  const tail = digits(`orrery/1\n${check}`, CHECK_DIGITS);
  tails.set(check, tail);
  return tail;
}

function digits(text: string, count: number): string {
  return sha256Hex(text).slice(0, count);
}

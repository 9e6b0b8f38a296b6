import { sha256Hex } from '../lib/hash.ts';
import type { Subject } from '../types/subject.ts';

/** Changes only with what is judged and by which check: never with a line, a message, a severity, a set or a commit. */
export function fingerprintOf(subject: Pick<Subject, 'service' | 'kind' | 'id'>, check: string): string {
  return sha256Hex(`orrery/1\n${subject.service}\n${check}\n${subject.kind}:${subject.id}`).slice(0, 32);
}

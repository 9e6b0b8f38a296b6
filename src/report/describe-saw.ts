import type { Evidence } from '../types/finding.ts';
import { describeValue } from './describe-value.ts';

/** What was seen, by the fact's path: `replicas.min: 1`. */
export function describeSaw({ path, saw }: Evidence): string {
  return `${path}: ${describeValue(saw)}`;
}

import type { IssueName } from '../types/issue-plan.ts';
import { sha256Hex } from './hash.ts';

/** How people name an issue: `orders:health/probes`, `orders:health`, `orders`. */
export function issueKey({ service, topic }: IssueName): string {
  return topic === '' ? service : `${service}:${topic}`;
}

/** What tells issues apart, 32 hex digits: by grouping, service and check or area. Never by title, place or severity. */
export function issueDigest({ by, service, topic }: IssueName): string {
  return sha256Hex(`orrery/1\nissue\n${by}\n${shortName(service)}\n${shortName(topic)}`).slice(0, 32);
}

const longestName = 120;

/** A name as a marker holds it: a long one is cut and told apart by a hash. The same for a name that is short already. */
export function shortName(name: string): string {
  const signs = [...name.toWellFormed()];
  if (signs.length <= longestName) return signs.join('');
  return `${signs.slice(0, 100).join('')}~${sha256Hex(name).slice(0, 12)}`;
}

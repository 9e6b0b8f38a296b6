import type { IssueName } from '../types/issue-plan.ts';
import { sha256Hex } from './hash.ts';

/** How people name an issue: `orders:health/probes`, `orders:health`, `orders`. */
export function issueKey({ service, topic }: IssueName): string {
  return topic === '' ? service : `${service}:${topic}`;
}

/** What tells issues apart, 32 hex digits: by grouping, service and check or area. Never by title, place or severity. */
export function issueDigest({ by, service, topic }: IssueName): string {
  return sha256Hex(`orrery/1\nissue\n${by}\n${service}\n${topic}`).slice(0, 32);
}

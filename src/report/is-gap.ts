import type { Finding } from '../types/finding.ts';

/** What a service lacks. Evidence that went stale counts too, as if nothing had been stated. */
export function isGap({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict === 'fail' || verdict === 'stale';
}

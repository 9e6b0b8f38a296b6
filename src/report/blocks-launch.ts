import type { CheckSummary, ServiceReview } from '../types/review.ts';

/** True where the check stops a launch for a service of that tier. */
export function blocksLaunch(check: CheckSummary | undefined, service: ServiceReview | undefined): boolean {
  return check?.tiers[(service?.tier ?? 2) - 1] === 'block';
}

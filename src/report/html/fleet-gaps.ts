import type { CheckSummary, Review } from '../../types/review.ts';
import type { FleetService } from './fleet-services.ts';

export interface FleetGap {
  readonly check: CheckSummary;
  readonly services: number;
  readonly subjects: number;
  /** The share of all services, in percent. */
  readonly share: number;
}

/** The checks that most services fail: what is worth fixing once for all of them. */
export function fleetGaps(services: readonly FleetService[], reviews: readonly Review[]): readonly FleetGap[] {
  const checks = new Map(reviews.flatMap((review) => review.checks.map((check) => [check.id, check] as const)));
  const counts = new Map<string, { services: number; subjects: number }>();
  for (const { gaps } of services) {
    for (const [id, own] of Map.groupBy(gaps, ({ check }) => check)) {
      const count = counts.get(id) ?? { services: 0, subjects: 0 };
      counts.set(id, { services: count.services + 1, subjects: count.subjects + own.length });
    }
  }
  return [...counts]
    .flatMap(([id, count]) => {
      const check = checks.get(id);
      return check ? [{ check, ...count, share: Math.round((100 * count.services) / services.length) }] : [];
    })
    .sort((a, b) => b.services - a.services || b.subjects - a.subjects || (a.check.id < b.check.id ? -1 : 1));
}

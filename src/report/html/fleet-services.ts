import type { Finding } from '../../types/finding.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import { isGap } from '../is-gap.ts';
import { worstFirst } from './worst-first.ts';

/** A service of the fleet with the review that it stands in. */
export interface FleetService {
  readonly review: Review;
  readonly service: ServiceReview;
  /** Its open failures and stale evidence. */
  readonly gaps: readonly Finding[];
}

/** Every service of the reviews, worst first: by verdict, then by score, then by name. */
export function fleetServices(reviews: readonly Review[]): readonly FleetService[] {
  return reviews
    .flatMap((review) => {
      const gaps = Map.groupBy(review.findings.filter(isGap), ({ service }) => service);
      return review.services.map((service) => ({ review, service, gaps: gaps.get(service.name) ?? [] }));
    })
    .sort(compare);
}

function compare(a: FleetService, b: FleetService): number {
  return worstFirst(a.service, b.service) || (a.review.target.name < b.review.target.name ? -1 : 1);
}

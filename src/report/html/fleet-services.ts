import type { Finding } from '../../types/finding.ts';
import type { Review, ServiceReview } from '../../types/review.ts';

/** A service of the fleet with the review that it stands in. */
export interface FleetService {
  readonly review: Review;
  readonly service: ServiceReview;
  /** Its open failures and stale evidence. */
  readonly gaps: readonly Finding[];
}

const verdicts: readonly string[] = ['NO-GO', 'CONDITIONAL', 'NOT-ASSESSED', 'GO'];

/** Every service of the reviews, worst first: by verdict, then by score, then by name. */
export function fleetServices(reviews: readonly Review[]): readonly FleetService[] {
  return reviews
    .flatMap((review) => {
      const gaps = Map.groupBy(review.findings.filter(isGap), ({ service }) => service);
      return review.services.map((service) => ({ review, service, gaps: gaps.get(service.name) ?? [] }));
    })
    .sort(compare);
}

function isGap({ verdict }: Finding): boolean {
  return verdict === 'fail' || verdict === 'stale';
}

function compare(a: FleetService, b: FleetService): number {
  const byVerdict = verdicts.indexOf(a.service.gate.verdict) - verdicts.indexOf(b.service.gate.verdict);
  const byScore = (a.service.score.value ?? -1) - (b.service.score.value ?? -1);
  if (byVerdict || byScore) return byVerdict || byScore;
  if (a.service.name !== b.service.name) return a.service.name < b.service.name ? -1 : 1;
  return a.review.target.name < b.review.target.name ? -1 : 1;
}

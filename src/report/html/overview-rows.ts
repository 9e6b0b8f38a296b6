import type { Review } from '../../types/review.ts';
import { isGap } from '../is-gap.ts';
import { anchorId } from './anchor-id.ts';
import { scoreView } from './score-view.ts';
import { verdictView } from './verdict-view.ts';

/** A row for each service of the review. */
export function overviewRows(review: Review, linked: ReadonlySet<string>): readonly object[] {
  const findings = Map.groupBy(review.findings, ({ service }) => service);
  return review.services.map((service) => {
    const own = findings.get(service.name) ?? [];
    return {
      name: service.name,
      ...(linked.has(service.name) ? { href: `#${anchorId('service', service.name)}` } : {}),
      owner: service.owner,
      tier: service.tier,
      tierAssumed: !service.tierDeclared,
      verdict: verdictView(service.gate.verdict),
      score: scoreView(service.score),
      level: service.level ?? 'none yet',
      gaps: own.filter(isGap).length,
      unknown: own.filter(({ verdict }) => verdict === 'unknown').length,
    };
  });
}

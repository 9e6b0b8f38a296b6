import { countGroups, groupGaps } from '../gap-group.ts';
import { anchorId } from './anchor-id.ts';
import { areaView } from './area-view.ts';
import { gapView } from './gap-view.ts';
import { type LevelParts, levelView } from './level-view.ts';
import { scoreView } from './score-view.ts';
import { verdictView } from './verdict-view.ts';
import { workloadViews } from './workload-view.ts';

export interface ServiceParts extends LevelParts {
  /** How much of each gap the page has room for, from 0 to 1. */
  readonly share: number;
}

/** What the page shows of one service. */
export function serviceView({ review, service, findings, several, share }: ServiceParts): object {
  const gaps = groupGaps({ ...review, services: [service], findings });
  return {
    id: anchorId('service', service.name),
    name: service.name,
    type: service.type,
    tier: service.tier,
    tierAssumed: !service.tierDeclared,
    owner: service.owner,
    verdict: verdictView(service.gate.verdict),
    reasons: service.gate.reasons,
    several,
    heading: several ? { section: 3, gap: 4, detail: 5 } : { section: 2, gap: 3, detail: 4 },
    score: scoreView(service.score),
    level: levelView({ review, service, findings, several }),
    areas: service.areas.map((area) => areaView(area)),
    workloads: workloadViews(review, service.name),
    gapsTitle: countGroups(gaps),
    gaps: gaps.map((gap, index) => gapView({ gap, review, several, share, number: index + 1 })),
  };
}

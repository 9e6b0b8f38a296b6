import { DEFAULT_TIER } from '../lib/bindings.ts';
import type { Catalog, Check, Profile } from '../types/check.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { Finding } from '../types/finding.ts';
import type { Review, ServiceReview } from '../types/review.ts';
import { areaScores } from './area-scores.ts';
import { gateOf } from './gate-of.ts';
import { levelOf } from './level-of.ts';
import { overallGate } from './overall-gate.ts';
import { scoreOf } from './score-of.ts';
import { tallyChecks } from './tally-checks.ts';

export interface ScoreInput {
  readonly findings: readonly Finding[];
  readonly services: readonly ServiceConfig[];
  readonly catalog: Pick<Catalog, 'checks' | 'areas' | 'ladder'>;
  readonly profile: Profile;
}

/** The review of each service, in the order they are given, and the gate over all of them. */
export function scoreServices(input: ScoreInput): Pick<Review, 'services' | 'gate'> {
  const checks = new Map(input.catalog.checks.map(({ check }) => [check.id, check]));
  const findings = Map.groupBy(input.findings, ({ service }) => service);
  const services = input.services.map((service) =>
    reviewOf(service, { ...input, checks, findings: findings.get(service.name) ?? [] }),
  );
  return { services, gate: overallGate(services) };
}

interface Context extends ScoreInput {
  readonly checks: ReadonlyMap<string, Check>;
}

function reviewOf(service: ServiceConfig, { findings, checks, catalog, profile }: Context): ServiceReview {
  const tier = service.tier ?? DEFAULT_TIER;
  const tallies = tallyChecks(findings, checks);
  return {
    name: service.name,
    type: service.type,
    tier,
    tierDeclared: service.tier !== undefined,
    ...(service.owner === undefined ? {} : { owner: service.owner }),
    gate: gateOf({ findings, checks, profile, tier }),
    score: scoreOf(tallies),
    ...levelOf(catalog.ladder, { tallies, checks, profile, tier }),
    areas: areaScores(catalog.areas, tallies),
  };
}

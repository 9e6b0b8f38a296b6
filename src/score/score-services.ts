import { DEFAULT_TIER } from '../lib/bindings.ts';
import { isRunning } from '../lib/is-running.ts';
import { scoreOf } from '../lib/score-of.ts';
import { tallyChecks } from '../lib/tally-checks.ts';
import type { Catalog, Check, Profile } from '../types/check.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { Finding } from '../types/finding.ts';
import type { Review, ServiceReview } from '../types/review.ts';
import type { Subject } from '../types/subject.ts';
import { areaScores } from './area-scores.ts';
import { gateOf } from './gate-of.ts';
import { levelOf } from './level-of.ts';
import { overallGate } from './overall-gate.ts';

export interface ScoreInput {
  /** What was recognised, of any service. */
  readonly subjects: readonly Pick<Subject, 'kind' | 'service'>[];
  /** How many sources could not be read. */
  readonly unread: number;
  readonly findings: readonly Finding[];
  readonly services: readonly ServiceConfig[];
  readonly catalog: Pick<Catalog, 'checks' | 'areas' | 'ladder'>;
  readonly profile: Profile;
}

/** The review of each service, in the order they are given, and the gate over all of them. */
export function scoreServices(input: ScoreInput): Pick<Review, 'services' | 'gate'> {
  const checks = new Map(input.catalog.checks.map(({ check }) => [check.id, check]));
  const findings = Map.groupBy(input.findings, ({ service }) => service);
  const running = new Set(input.subjects.filter(({ kind }) => isRunning(kind)).map(({ service }) => service));
  const services = input.services.map((service) =>
    reviewOf(service, { ...input, checks, running, findings: findings.get(service.name) ?? [] }),
  );
  return { services, gate: overallGate(services) };
}

interface Context extends ScoreInput {
  readonly checks: ReadonlyMap<string, Check>;
  /** Names of the services of which something runs. */
  readonly running: ReadonlySet<string>;
}

function reviewOf(service: ServiceConfig, context: Context): ServiceReview {
  const reviewed = reviewRunning(service, context);
  if (context.running.has(service.name)) return reviewed;
  const { level: _level, nextLevel: _nextLevel, ...rest } = reviewed;
  return { ...rest, gate: nothingRunning(context.unread), score: { coverage: 0 } };
}

function nothingRunning(unread: number): ServiceReview['gate'] {
  const recognised =
    'Nothing that runs was recognised: no workload in any manifest, chart or overlay that could be read.';
  const elsewhere =
    'If they live in another repository, review that one, or pass what it renders with --rendered ENV=DIR.';
  const sources = unread === 1 ? '1 source could not be read' : `${unread} sources could not be read`;
  const reasons = unread === 0 ? [recognised, elsewhere] : [recognised, `${sources}: see below.`, elsewhere];
  return { verdict: 'NOT-ASSESSED', reasons };
}

function reviewRunning(service: ServiceConfig, { findings, checks, catalog, profile }: Context): ServiceReview {
  const tier = service.tier ?? DEFAULT_TIER;
  const tallies = tallyChecks(findings, checks);
  return {
    name: service.name,
    type: service.type,
    tier,
    tierDeclared: service.tier !== undefined,
    ...(service.owner === undefined ? {} : { owner: service.owner }),
    ...(service.formerly.length === 0 ? {} : { formerly: service.formerly }),
    gate: gateOf({ findings, checks, profile, tier }),
    score: scoreOf(tallies),
    ...levelOf(catalog.ladder, { tallies, checks, profile, tier }),
    areas: areaScores(catalog.areas, tallies),
  };
}

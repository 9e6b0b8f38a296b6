import { DEFAULT_TIER } from '../lib/bindings.ts';
import { isRunning } from '../lib/is-running.ts';
import { sameJson } from '../lib/same-json.ts';
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

/** What services came out as, so that another version of them need not be scored again. */
export type Scores = Map<string, Scored>;

interface Scored {
  readonly service: ServiceConfig;
  readonly findings: readonly Finding[];
  readonly review: ServiceReview;
}

export interface ScoreInput {
  /** What was recognised, of any service. */
  readonly subjects: readonly Pick<Subject, 'kind' | 'service'>[];
  /** How many sources could not be read. */
  readonly unread: number;
  readonly findings: readonly Finding[];
  readonly services: readonly ServiceConfig[];
  readonly catalog: Pick<Catalog, 'checks' | 'areas' | 'ladder'>;
  readonly profile: Profile;
  /** Of another version of the same services, by the same checks. */
  readonly scores?: Scores | undefined;
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
  const reviewed = recall(service, context) ?? reviewRunning(service, context);
  context.scores?.set(service.name, { service, findings: context.findings, review: reviewed });
  if (context.running.has(service.name)) return reviewed;
  const { level: _level, nextLevel: _nextLevel, ...rest } = reviewed;
  return { ...rest, gate: nothingRunning(context.unread), score: { coverage: 0 } };
}

/** What it came out as before, where each of its findings is the very same. */
function recall(service: ServiceConfig, { findings, scores }: Context): ServiceReview | undefined {
  const former = scores?.get(service.name);
  if (!former || former.findings.length !== findings.length || !sameJson(former.service, service)) return undefined;
  return findings.every((finding, index) => finding === former.findings[index]) ? former.review : undefined;
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

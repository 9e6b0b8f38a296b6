import { scoreOf } from '../../lib/score-of.ts';
import { tallyChecks } from '../../lib/tally-checks.ts';
import type { ScoreMovement, ServiceChange, ServiceStanding } from '../../types/comparison.ts';
import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, ServiceReview } from '../../types/review.ts';
import type { Names, Sides } from './match-names.ts';
import type { Pairs } from './pair-findings.ts';

/** How each service moved, by name. `alike` holds what both reviews asked in the same way. */
export function compareServices(
  { base, head, names }: Sides & { readonly names: Names },
  alike: Pairs,
): readonly ServiceChange[] {
  const before = new Map(base.services.map((service) => [names.service(service.name), service]));
  const after = new Map(head.services.map((service) => [service.name, service]));
  const checks = new Map(head.checks.map((check) => [check.id, check]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => {
    const then = before.get(name);
    const now = after.get(name);
    const score = then && now && movement(then, now, scoreAlike(alikeOf(name, alike), checks));
    return {
      name,
      ...(then && then.name !== name ? { formerName: then.name } : {}),
      ...(then ? { before: standingOf(then) } : {}),
      ...(now ? { after: standingOf(now) } : {}),
      ...(score ? { score } : {}),
    };
  });
}

function alikeOf(name: string, { pairs, shared }: Pairs): Pairs {
  return {
    pairs: pairs.filter(({ service }) => service === name),
    shared: shared.filter(({ service }) => service === name),
  };
}

function standingOf({ tier, gate, level, score }: ServiceReview): ServiceStanding {
  return {
    tier,
    verdict: gate.verdict,
    ...(level === undefined ? {} : { level }),
    ...(score.value === undefined ? {} : { score: score.value }),
  };
}

function movement(then: ServiceReview, now: ServiceReview, byService: number): ScoreMovement | undefined {
  if (then.score.value === undefined || now.score.value === undefined) return undefined;
  const total = toTenths(now.score.value - then.score.value);
  return { total, byService, byRules: toTenths(total - byService) };
}

function toTenths(points: number): number {
  return Math.round(points * 10) / 10;
}

/** What the score would have moved by, had only the service changed. */
function scoreAlike({ pairs, shared }: Pairs, checks: ReadonlyMap<string, CheckSummary>): number {
  if (pairs.length === 0) return 0;
  const then = pairs.flatMap(({ before, check }) => (before ? [underCheck(before, check)] : []));
  const now = pairs.flatMap(({ after }) => after ?? []);
  const before = scoreFindings(shared.concat(then), checks);
  const after = scoreFindings(shared.concat(now), checks);
  return before === undefined || after === undefined ? 0 : after - before;
}

/** A copy only where the check has another name now: there may be hundreds of thousands. */
function underCheck(finding: Finding, check: string): Finding {
  return finding.check === check ? finding : { ...finding, check };
}

function scoreFindings(findings: readonly Finding[], checks: ReadonlyMap<string, CheckSummary>): number | undefined {
  return scoreOf(tallyChecks(findings, checks)).value;
}

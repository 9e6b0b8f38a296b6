import { isSelected } from '../lib/bindings.ts';
import type { Tally } from '../lib/tally-checks.ts';
import type { Check, Profile, Rung } from '../types/check.ts';
import type { Tier } from '../types/config.ts';
import type { ServiceReview } from '../types/review.ts';

export interface LevelInput {
  readonly tallies: readonly Tally[];
  readonly checks: ReadonlyMap<string, Check>;
  readonly profile: Profile;
  readonly tier: Tier;
}

/**
 * The highest rung whose checks all hold, rung by rung. A check holds where every subject it applies to passes or is
 * attested. A check that the profile leaves out was not looked at, so that its rung is neither earned nor missed.
 */
export function levelOf(ladder: readonly Rung[], input: LevelInput): Pick<ServiceReview, 'level' | 'nextLevel'> {
  const tallies = new Map(input.tallies.map((tally) => [tally.check.id, tally]));
  let reached: Pick<ServiceReview, 'level'> = {};
  for (const { level, checks } of ladder) {
    const asked = checks.filter((id) => isAsked(input.checks.get(id), input));
    const missing = asked.filter((id) => !holds(tallies.get(id)));
    if (missing.length > 0) return { ...reached, nextLevel: { level, missing } };
    const looked = asked.every((id) => isRun(input.checks.get(id), input));
    if (!looked || !asked.some((id) => (tallies.get(id)?.pass ?? 0) > 0)) return reached;
    reached = { level };
  }
  return reached;
}

/** Nobody is asked for what their tier skips, or for an opinion that is turned off. */
function isAsked(check: Check | undefined, { profile, tier }: LevelInput): boolean {
  if (!check) return false;
  return isSelected(check, { ...profile, select: { include: profile.select.include ?? [] } }, tier);
}

function isRun(check: Check | undefined, { profile, tier }: LevelInput): boolean {
  return check !== undefined && isSelected(check, profile, tier);
}

/** A check without findings applies to nothing here. */
function holds(tally: Tally | undefined): boolean {
  return tally === undefined || (tally.pass === tally.applicable && tally.applicabilityUnknown === 0);
}

import { scoreOf } from '../lib/score-of.ts';
import type { Tally } from '../lib/tally-checks.ts';
import type { Area } from '../types/check.ts';
import type { AreaScore, Score } from '../types/review.ts';

const CAP = 49;

/** The score of each area that something was found in, in the order of the areas. */
export function areaScores(areas: readonly Area[], tallies: readonly Tally[]): readonly AreaScore[] {
  return areas.flatMap(({ id, title }) => {
    const own = tallies.filter(({ check }) => check.area === id);
    return own.length === 0 ? [] : [{ area: id, title, ...areaScoreOf(own) }];
  });
}

function areaScoreOf(tallies: readonly Tally[]): Omit<AreaScore, 'area' | 'title'> {
  const capped = tallies.some(({ check, fail }) => check.severity === 'critical' && fail > 0);
  const score = scoreOf(tallies);
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  return {
    ...(capped ? cap(score) : score),
    pass: sum(({ pass }) => pass),
    fail: sum(({ fail }) => fail),
    unknown: sum(({ unknown }) => unknown),
    waived: sum(({ waived }) => waived),
    capped,
  };
}

/** An open critical failure stays one whatever the unknowns turn out to be. */
function cap({ value, low, high, coverage }: Score): Score {
  if (value === undefined || low === undefined || high === undefined) return { coverage };
  return { value: Math.min(value, CAP), low: Math.min(low, CAP), high: Math.min(high, CAP), coverage };
}

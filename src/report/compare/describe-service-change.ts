import type { ScoreMovement, ServiceChange, ServiceStanding } from '../../types/comparison.ts';
import { gateName } from '../gate-name.ts';

export interface ServiceChangeWords {
  readonly name: string;
  readonly verdict: string;
  readonly level: string;
  readonly score: string;
  /** Whose doing the movement of the score is; empty where it did not move. */
  readonly split: string;
}

/** A service's movement in words, each `from to` or what it still is. */
export function describeServiceChange(change: ServiceChange): ServiceChangeWords {
  const { before, after, score } = change;
  const former = change.formerName === undefined ? '' : ` (was ${change.formerName})`;
  const state = before === undefined ? ' (new)' : after === undefined ? ' (gone)' : former;
  const moved = (word: (standing: ServiceStanding) => string) =>
    fromTo(before === undefined ? undefined : word(before), after === undefined ? undefined : word(after));
  return {
    name: `${change.name}${state}`,
    verdict: moved(({ verdict, tier }) => `${gateName(verdict)} at tier ${tier}`),
    level: moved(({ level }) => level ?? 'none'),
    score: moved((standing) => (standing.score === undefined ? 'none' : `${standing.score}`)),
    split: score ? describeSplit(score) : '',
  };
}

function fromTo(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? '';
  return `${before} to ${after}`;
}

function describeSplit({ total, byService, byRules }: ScoreMovement): string {
  if (total === 0 && byRules === 0) return '';
  return `${signed(byService)} by the service, ${signed(byRules)} by rules`;
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `${points}`;
}

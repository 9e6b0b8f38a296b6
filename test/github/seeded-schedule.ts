import { type Fault, faultKinds, rareFaultKinds } from './faults.ts';
import { type EditKind, editKinds, hardEditKinds } from './human-edits.ts';
import type { Lists } from './open-answerer.ts';
import { openRandom, type Random } from './random.ts';

/** What happens to a run from outside. The same seed gives the same. */
export interface Schedule {
  readonly seed: number;
  /** How far the clock of the client is ahead of GitHub's, in milliseconds. */
  readonly skew: number;
  /** The earliest first. */
  readonly steps: readonly Step[];
}

/** At the so-manieth request, from 1; counted on over all runs that follow one schedule. */
export type Step = { readonly at: number } & Happening;

type Happening =
  | { readonly does: 'fault'; readonly fault: Fault }
  /** `pick` says which issue, and what else there is to choose. */
  | { readonly does: 'edit'; readonly edit: EditKind; readonly pick: number }
  | { readonly does: 'lists'; readonly lists: Lists }
  | { readonly does: 'token'; readonly token: TokenChange };

export type TokenChange = 'expired' | 'read-only' | 'no-push' | 'restored';

export interface ScheduleOptions {
  /** How many requests there will be, about. */
  readonly requests?: number;
  /** False for runs that nobody takes up again. */
  readonly stops?: boolean;
}

const skews = [0, 0, 0, 0, 5_000, -5_000, 3_600_000, -3_600_000];

export function seededSchedule(seed: number, { requests = 40, stops = true }: ScheduleOptions = {}): Schedule {
  const random = openRandom(seed);
  const count = 1 + random.below(6);
  const skew = random.pick(skews);
  const steps = Array.from({ length: count }, () => stepsAt(1 + random.below(requests), random)).flat();
  const stop: readonly Step[] =
    stops && random.percent(50)
      ? [{ at: 1 + random.below(requests), does: 'fault', fault: { when: whenOf(random), kind: 'stopped' } }]
      : [];
  return { seed, skew, steps: [...steps, ...stop].toSorted((left, right) => left.at - right.at) };
}

function stepsAt(at: number, random: Random): readonly Step[] {
  const share = random.below(100);
  if (share < 45) return [{ at, does: 'fault', fault: faultOf(random) }];
  if (share < 80) {
    const edit = random.pick(random.percent(80) ? editKinds : hardEditKinds);
    return [{ at, does: 'edit', edit, pick: random.below(1_000) }];
  }
  const until = at + 1 + random.below(20);
  if (share < 93) {
    return [
      { at, does: 'lists', lists: listsOf(random) },
      { at: until, does: 'lists', lists: 'current' },
    ];
  }
  return [
    { at, does: 'token', token: random.pick(['expired', 'read-only', 'no-push'] as const) },
    { at: until, does: 'token', token: 'restored' },
  ];
}

const ends: readonly string[] = ['stopped'];
const passing = [...faultKinds, ...rareFaultKinds].filter((kind) => !ends.includes(kind));

function faultOf(random: Random): Fault {
  return { when: whenOf(random), kind: random.pick(passing) };
}

function whenOf(random: Random): 'before' | 'after' {
  return random.percent(60) ? 'after' : 'before';
}

function listsOf(random: Random): Lists {
  const choice = random.below(4);
  if (choice === 0) return { emptyReads: 1 + random.below(10) };
  if (choice === 1) return { shift: random.pick([-2, -1, 1, 2]) };
  return { behind: random.pick([3_000, 15_000, 30_000]) };
}

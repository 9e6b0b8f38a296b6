import { GithubError } from './github-error.ts';

/** What a later run has to know to stay within the same limits; times are milliseconds since 1970. */
export interface PaceState {
  /** When content was created within the last hour, the oldest first. */
  readonly creations: readonly number[];
  readonly lastWrite: number;
  /** GitHub asked for silence until then. */
  readonly blockedUntil: number;
}

export interface Limits {
  readonly creationsPerMinute: number;
  readonly creationsPerHour: number;
  readonly betweenWrites: number;
  /** Who would have to wait longer gives up. */
  readonly longestWait: number;
}

/**
 * GitHub documents 80 creations a minute and 500 an hour "in general", lower for some endpoints that it does not name;
 * users were stopped at about 20 and 150. It asks for a second between writes.
 */
export const usualLimits: Limits = {
  creationsPerMinute: 20,
  creationsPerHour: 100,
  betweenWrites: 1_000,
  longestWait: 120_000,
};

export interface Pace {
  readonly beforeRead: () => Promise<void>;
  readonly beforeWrite: (creating: boolean) => Promise<void>;
  readonly afterWrite: () => void;
  /** No request before `milliseconds` have passed; not told how long, each time twice as long as the last. */
  readonly hold: (milliseconds: number | undefined) => void;
  /** GitHub answers again: the next time that it does not say how long begins with a minute. */
  readonly release: () => void;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly state: () => PaceState;
}

export interface PaceOptions {
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly limits: Limits;
  readonly start: PaceState | undefined;
}

const minute = 60_000;
const hour = 3_600_000;

export function openPace({ clock, sleep, limits, start }: PaceOptions): Pace {
  const { now, wait } = steadyClock(clock, sleep);
  let { creations, lastWrite, blockedUntil } = start ?? { creations: [], lastWrite: 0, blockedUntil: 0 };
  let pause = minute;

  const waitUntil = async (time: number, why: string) => {
    const milliseconds = time - now();
    if (milliseconds > limits.longestWait) throw tooLong(milliseconds, time, why);
    if (milliseconds > 0) await wait(milliseconds);
  };
  return {
    beforeRead: () => waitUntil(blockedUntil, 'GitHub limits the requests of this token'),
    beforeWrite: async (creating) => {
      await waitUntil(
        Math.max(blockedUntil, lastWrite + limits.betweenWrites),
        'GitHub limits the requests of this token',
      );
      if (!creating) return;
      await waitUntil(freeAt(creations, limits), 'the budget for creating content on GitHub is used up');
      creations = [...creations.filter((time) => time > now() - hour), now()];
    },
    afterWrite: () => {
      lastWrite = now();
    },
    hold: (milliseconds) => {
      blockedUntil = Math.max(blockedUntil, now() + (milliseconds ?? pause));
      if (milliseconds === undefined) pause *= 2;
    },
    release: () => {
      pause = minute;
    },
    wait,
    now,
    state: () => ({ creations, lastWrite, blockedUntil }),
  };
}

/** When one more may be created. */
function freeAt(creations: readonly number[], { creationsPerMinute, creationsPerHour }: Limits): number {
  const perMinute = creations.at(-creationsPerMinute);
  const perHour = creations.at(-creationsPerHour);
  return Math.max(perMinute === undefined ? 0 : perMinute + minute, perHour === undefined ? 0 : perHour + hour);
}

/** A clock that has moved on by what was slept, whatever the one it is read from does: waiting always ends. */
function steadyClock(clock: PaceOptions['clock'], sleep: PaceOptions['sleep']): Pick<Pace, 'now' | 'wait'> {
  let latest = 0;
  const now = () => {
    latest = Math.max(latest, clock());
    return latest;
  };
  const wait = async (milliseconds: number) => {
    const end = now() + milliseconds;
    await sleep(milliseconds);
    latest = Math.max(latest, end);
  };
  return { now, wait };
}

function tooLong(milliseconds: number, until: number, why: string): GithubError {
  const minutes = Math.ceil(milliseconds / minute);
  return new GithubError({
    kind: 'limited',
    hopeless: true,
    until,
    sentence: `Gave up, as ${why}, and the next request may go out in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} at the earliest.`,
  });
}

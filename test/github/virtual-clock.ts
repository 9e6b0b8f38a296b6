/** A clock that only moves when somebody sleeps by it. */
export interface VirtualClock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Everything that was slept, in order. */
  readonly slept: readonly number[];
}

export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  const slept: number[] = [];
  let time = start;
  return {
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    slept,
  };
}

/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to, and without, the limit. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(among: readonly T[]) => T;
  /** True in so many of a hundred. */
  readonly percent: (share: number) => boolean;
}

/** The generator that is known as mulberry32. */
export function openRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (among) => {
      const index = below(among.length);
      if (among.length === 0) throw new Error('There is nothing to pick from.');
      return among[index] as (typeof among)[number]; // The index is below the length.
    },
    percent: (share) => below(100) < share,
  };
}

import type { Recorded } from './open-test-github.ts';
import type { Random } from './random.ts';

/** Lets runs at the same time take turns, request by request, in an order that a seed decides. */
export interface Turns {
  readonly beforeRequest: (request: Pick<Recorded, 'token'>) => Promise<void>;
  /** This one is over, or was stopped: nobody waits for it. */
  readonly leave: (token: string) => void;
}

/** Each run has a token of its own. */
export function openTurns(tokens: readonly string[], random: Random): Turns {
  const running = new Set(tokens);
  const waiting = new Map<string, () => void>();
  const goOn = () => {
    if (waiting.size === 0 || waiting.size < running.size) return;
    const token = random.pick([...waiting.keys()].sort());
    const resume = waiting.get(token);
    waiting.delete(token);
    resume?.();
  };
  return {
    beforeRequest: ({ token }) => {
      if (!running.has(token)) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.set(token, resolve);
        goOn();
      });
    },
    leave: (token) => {
      running.delete(token);
      waiting.delete(token);
      goOn();
    },
  };
}

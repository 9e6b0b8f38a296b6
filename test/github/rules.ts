import type { Question } from './open-answerer.ts';
import { failure, type Reply } from './routes.ts';

/** What GitHub holds against the whole of a run, not against one request. */
export interface Rules {
  /** Complaints about a request that should not have been sent now. */
  readonly complain: (request: Pick<Question, 'method' | 'path'>, now: number) => readonly string[];
  /** The refusal of one that creates too much. */
  readonly refuse: (method: string, now: number) => Reply | undefined;
  readonly block: (until: number) => void;
}

const minute = 60_000;

export function openRules(): Rules {
  let blockedUntil = 0;
  let lastWrite = Number.NEGATIVE_INFINITY;
  const creations: number[] = [];
  return {
    complain: ({ method, path }, now) => {
      const complaints: string[] = [];
      // "Continuing to make requests while you are rate limited may result in the banning of your integration":
      // docs.github.com, "Rate limits for the REST API".
      if (now < blockedUntil)
        complaints.push(`${method} ${path} came ${blockedUntil - now} ms before the limit ended.`);
      if (method === 'GET') return complaints;
      // At least a second between writes: docs.github.com, "Best practices for using the REST API".
      if (now - lastWrite < 1_000) complaints.push(`${method} ${path} came ${now - lastWrite} ms after another write.`);
      lastWrite = now;
      return complaints;
    },
    refuse: (method, now) => {
      if (method !== 'POST') return undefined;
      creations.push(now);
      const within = (span: number) => creations.filter((time) => time > now - span).length;
      // "No more than 80 content-generating requests per minute and … 500 per hour": the same page.
      const tooMany = within(minute) > 80 || within(60 * minute) > 500;
      return tooMany ? failure(403, 'You have exceeded a secondary rate limit.') : undefined;
    },
    block: (until) => {
      blockedUntil = until;
    },
  };
}

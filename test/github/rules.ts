import { failure, type Reply, type Token } from './routes.ts';

/** What GitHub holds against the whole of a run, not against one request. A token stands for one run. */
export interface Rules {
  /** Complaints about a request that should not have been sent now. */
  readonly complain: (request: Sent, now: number) => readonly string[];
  /** The refusal of one that creates too much; limits of this kind are per user. */
  readonly refuse: (method: string, now: number, user?: string) => Reply | undefined;
  /** Counts a request, and tells what is left. */
  readonly charge: (name: string, token: Token | undefined, now: number) => Budget;
  /** Gives back what an answer cost that counts for nothing. */
  readonly refund: (name: string) => void;
  /** No request with this token until then. */
  readonly block: (name: string, until: number) => void;
  readonly budgetOf: (name: string, token: Token | undefined, now: number) => Budget;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  /** The token that it was sent with. */
  readonly token: string;
}

export interface Budget {
  readonly limit: number;
  readonly used: number;
  /** When the count begins anew. */
  readonly reset: number;
}

const minute = 60_000;
const hour = 60 * minute;

export function openRules(): Rules {
  const blocked = new Map<string, number>();
  const lastWrites = new Map<string, number>();
  const creations = new Map<string, number[]>();
  const spent = new Map<string, { used: number; reset: number }>();

  const budgetOf = (name: string, token: Token | undefined, now: number): Budget => {
    const known = spent.get(name);
    const window = known && known.reset > now ? known : { used: 0, reset: now + hour };
    spent.set(name, window);
    // "5,000 requests per hour": docs.github.com, "Rate limits for the REST API".
    return { limit: token?.hourly ?? 5_000, ...window };
  };
  return {
    complain: ({ method, path, token }, now) => {
      const complaints: string[] = [];
      const free = blocked.get(token) ?? 0;
      const lastWrite = lastWrites.get(token) ?? Number.NEGATIVE_INFINITY;
      // "Continuing to make requests while you are rate limited may result in the banning of your integration":
      // docs.github.com, "Rate limits for the REST API".
      if (now < free) complaints.push(`${method} ${path} came ${free - now} ms before the limit ended.`);
      if (method === 'GET') return complaints;
      // At least a second between writes: docs.github.com, "Best practices for using the REST API".
      if (now - lastWrite < 1_000) complaints.push(`${method} ${path} came ${now - lastWrite} ms after another write.`);
      lastWrites.set(token, now);
      return complaints;
    },
    refuse: (method, now, user = '') => {
      if (method !== 'POST') return undefined;
      const recent = [...(creations.get(user) ?? []).filter((time) => time > now - hour), now];
      creations.set(user, recent);
      const lastMinute = recent.filter((time) => time > now - minute).length;
      // "No more than 80 content-generating requests per minute and … 500 per hour": the same page.
      const tooMany = lastMinute > 80 || recent.length > 500;
      return tooMany ? failure(403, 'You have exceeded a secondary rate limit.') : undefined;
    },
    budgetOf,
    charge: (name, token, now) => {
      const { limit, used, reset } = budgetOf(name, token, now);
      spent.set(name, { used: used + 1, reset });
      return { limit, used: used + 1, reset };
    },
    refund: (name) => {
      const window = spent.get(name);
      if (window) window.used -= 1;
    },
    block: (name, until) => {
      blocked.set(name, until);
    },
  };
}

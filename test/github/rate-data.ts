import type { Budget } from './rules.ts';

/** The body of `GET /rate_limit`. */
export function ratesOf({ limit, used, reset }: Budget): object {
  const core = { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(reset / 1_000) };
  return { rate: core, resources: { core, search: { ...core, limit: 30, used: 0, remaining: 30 } } };
}

export function rateHeaders({ limit, used, reset }: Budget): { readonly [name: string]: string } {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(reset / 1_000)),
    'x-ratelimit-resource': 'core',
  };
}

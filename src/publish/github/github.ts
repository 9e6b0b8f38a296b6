import type { PaceState } from './pace.ts';

/** What a route's `{placeholders}` stand for; what is left over is the query of a read and the body of a write. */
export type Parameters = { readonly [name: string]: unknown };

/** The fields of a body that we use, as a JSON Schema: nothing of an answer is trusted before it fits. */
export interface Shape<T> {
  readonly schema: object;
  /** Never there; ties the type to the schema. */
  readonly type?: T;
}

export interface Listing<T> {
  readonly items: readonly T[];
  /** False where there were more pages than we read: what is not among the items may still exist. */
  readonly complete: boolean;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** All of GitHub that Orrery uses. Every method throws `GithubError`, and nothing is ever written twice by itself. */
export interface Github {
  readonly read: <T>(route: string, parameters: Parameters, shape: Shape<T>) => Promise<T>;
  /** All pages of a list; `itemsOf` says where in a page the items are. */
  readonly readAll: <P, T>(
    route: string,
    parameters: Parameters,
    shape: Shape<P>,
    itemsOf: (page: P) => readonly T[],
  ) => Promise<Listing<T>>;
  /** Sends one request that changes something, once. After `unknown-outcome` and `limited` the caller must look first. */
  readonly write: <T>(route: string, parameters: Parameters, shape: Shape<T>) => Promise<T>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** What has to be kept so that the next run goes on within the same budgets. */
  readonly pace: () => PaceState;
}

import type { JsonObject } from '../../src/lib/json.ts';
import type { Repository, User, World } from './world.ts';

/** Who a token belongs to, and what it may write. */
export interface Token {
  readonly user: User;
  /** The app that it is an installation token of; a person's token has none. */
  readonly app?: string;
  readonly writes: readonly ('comments' | 'checks' | 'issues')[];
  /** Whether it may push, and so set labels. */
  readonly pushes: boolean;
  /** From when on it is no longer valid. */
  readonly expiresAt?: number;
  /** How many requests it has in an hour; 5,000 unless told. */
  readonly hourly?: number;
}

/** What some servers have and some do not. */
export interface Features {
  /** GitHub Enterprise Server 3.17 to 3.19 describe none: `@octokit/openapi`, ghes-3.17 to ghes-3.19. */
  readonly subIssues: boolean;
}

export interface Context {
  readonly world: World;
  /** As the replica has it for lists, and the truth for everything else. */
  readonly repository: Repository;
  readonly token: Token;
  readonly path: { readonly [name: string]: string };
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly now: number;
  /** The address of the API. */
  readonly url: string;
  readonly features: Features;
}

export interface Reply {
  readonly status: number;
  /** What the test server knows of the answer; the rest is filled in to fit the description. */
  readonly data?: unknown;
  /** All items of a list, of which a page is sent, put into an object by `wrap`. */
  readonly items?: Items;
  readonly wrap?: (page: readonly unknown[], total: number) => unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** An array, or what looks like one and makes only the page that is asked for. */
export interface Items {
  readonly length: number;
  readonly slice: (from: number, to: number) => readonly unknown[];
}

export type Handler = (context: Context) => Reply;

/** Handlers by route, written as in GitHub's description. To model another endpoint is to add a line to a table. */
export type Routes = { readonly [route: string]: Handler };

export function failure(status: number, message: string): Reply {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest' } };
}

/** A refusal of one field, as GitHub words it. */
export function invalid(resource: string, field: string, code: string, message?: string): Reply {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) };
  const data = { message: 'Validation Failed', errors: [error], documentation_url: 'https://docs.github.com/rest' };
  return { status: 422, data };
}

export function shown<T>(items: readonly T[], show: (page: readonly T[]) => readonly unknown[]): Items {
  return { length: items.length, slice: (from, to) => show(items.slice(from, to)) };
}

export const notFound = failure(404, 'Not Found');
export const notAllowed = failure(403, 'Resource not accessible by integration');

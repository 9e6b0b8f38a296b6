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
}

export interface Context {
  /** The replica for lists, and the truth for everything else. */
  readonly world: World;
  readonly repository: Repository;
  readonly token: Token;
  readonly path: { readonly [name: string]: string };
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly now: number;
  /** The address of the API. */
  readonly url: string;
}

export interface Reply {
  readonly status: number;
  /** What the test server knows of the answer; the rest is filled in to fit the description. */
  readonly data?: unknown;
  /** All items of a list, of which a page is sent, put into an object by `wrap`. */
  readonly items?: readonly unknown[];
  readonly wrap?: (page: readonly unknown[], total: number) => unknown;
}

export type Handler = (context: Context) => Reply;

/** Handlers by route, written as in GitHub's description. To model another endpoint is to add a line to a table. */
export type Routes = { readonly [route: string]: Handler };

export function failure(status: number, message: string): Reply {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest' } };
}

export const notFound = failure(404, 'Not Found');
export const notAllowed = failure(403, 'Resource not accessible by integration');

import type { Skipped, Unread } from './document.ts';
import type { PathHistory } from './markdown.ts';

/** A file of a checkout: its path relative to the root with `/`, and its size in bytes. */
export interface FileEntry {
  readonly path: string;
  readonly size: number;
}

/** A folder to review and the files in it, sorted by path; links and ignored files left out. */
export interface Checkout {
  /** `owner/name` of the remote, else the folder's name. */
  readonly name: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly modified?: boolean;
  readonly files: readonly FileEntry[];
  readonly skipped: readonly Skipped[];
  /** Folders that could not be looked into. */
  readonly unread?: readonly Unread[];
  /** The first bytes of a listed file, `limit` at most; undefined where it cannot be opened. */
  read(path: string, limit: number): Buffer | undefined;
  /** A folder that holds the files, for programs that read them. Absolute. Never written to, and never printed. */
  folder(): Promise<string>;
  /** What git says of paths, up to the commit; absent where nothing is known of history. */
  history?(paths: readonly string[]): Promise<ReadonlyMap<string, PathHistory>>;
  /** Another version of the repository, from which what is the same in both can be taken. */
  readonly like?: LikeCheckout;
}

export interface LikeCheckout {
  readonly checkout: Checkout;
  /** Whether both versions hold the file with the same bytes. */
  isSame(path: string): boolean;
}

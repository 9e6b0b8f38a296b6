import type { Skipped, Unread } from './document.ts';

/** A file of a checkout: its path relative to the root with `/`, and its size in bytes. */
export interface FileEntry {
  readonly path: string;
  readonly size: number;
}

/** A folder to review and the files in it, sorted by path; links and ignored files left out. */
export interface Checkout {
  /** Absolute. Never written to, and never printed. */
  readonly root: string;
  /** `owner/name` of the remote, else the folder's name. */
  readonly name: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly modified?: boolean;
  readonly files: readonly FileEntry[];
  readonly skipped: readonly Skipped[];
  /** Folders that could not be looked into. */
  readonly unread?: readonly Unread[];
}

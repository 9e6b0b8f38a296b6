import type { Document } from '../types/document.ts';

/** The files of a checkout, read once each and never beyond their bounds. */
export interface SourceTree {
  /** Relative paths, sorted. */
  readonly files: readonly string[];
  has(path: string): boolean;
  /** The text; undefined when the file is missing, too large, or not text. */
  read(path: string): string | undefined;
  /** The YAML or JSON documents of a file; empty when it cannot be read. */
  parse(path: string): readonly Document[];
  /** The first bytes of a file, `limit` at most; undefined when it cannot be opened. */
  bytes(path: string, limit: number): Buffer | undefined;
  /** A folder that holds the files, for programs that read them. Absolute. Never written to, and never printed. */
  folder(): Promise<string>;
  /** What `make` gives from these files; taken from another version of the repository where they are the same. */
  reuse<Result>(name: string, files: readonly string[], make: () => Result): Result;
}

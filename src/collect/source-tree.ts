import type { Document } from '../types/document.ts';

/** The files of a checkout, read once each and never beyond their bounds. */
export interface SourceTree {
  /** Absolute. Never written to, and never printed. */
  readonly root: string;
  /** Relative paths, sorted. */
  readonly files: readonly string[];
  has(path: string): boolean;
  /** The text; undefined when the file is missing, too large, or not text. */
  read(path: string): string | undefined;
  /** The YAML or JSON documents of a file; empty when it cannot be read. */
  parse(path: string): readonly Document[];
}

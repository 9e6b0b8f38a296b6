/** How a piece of evidence reached us. */
export type Via = 'source' | 'rendered' | 'api' | 'attested' | 'imported';

/** A position that a reader can open. Lines and columns count from 1; `file` is relative to the checkout, with `/`. */
export interface Place {
  readonly repo?: string;
  readonly commit?: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** False where the line is the best guess: a rendered value whose source line could not be traced. */
  readonly exact: boolean;
  readonly via: Via;
}

import type { Style } from './style.ts';

/** What a section of the report is drawn on. */
export interface Canvas {
  /** In characters. */
  readonly width: number;
  readonly style: Style;
  /** Everything in full: no limits on gaps, places and files. */
  readonly all: boolean;
}

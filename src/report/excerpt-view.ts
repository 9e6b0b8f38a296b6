import type { Excerpt } from '../types/finding.ts';

export interface SourceLine {
  /** Padded, so that the numbers of an excerpt stand in one column. */
  readonly number: string;
  readonly text: string;
  readonly marked: boolean;
}

/** The lines of an excerpt with their numbers; blank lines keep their row. */
export function excerptView({ start, lines }: Excerpt, marked: number): readonly SourceLine[] {
  const width = String(start + lines.length - 1).length;
  return lines.map((text, index) => ({
    number: String(start + index).padStart(width),
    text: text.trimEnd(),
    marked: start + index === marked,
  }));
}

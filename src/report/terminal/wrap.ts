export interface WrapOptions {
  readonly width: number;
  /** Before the first line. */
  readonly first?: string;
  /** Before every other line. */
  readonly rest?: string;
}

/** Breaks a text between words; a word that is longer than the line, such as a path, is never broken. */
export function wrap(text: string, options: WrapOptions): readonly string[] {
  const first = options.first ?? '';
  const rest = options.rest ?? ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/ +/u).filter(Boolean)) {
    if (!empty && line.length + 1 + word.length > options.width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

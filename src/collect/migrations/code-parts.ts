const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const MOST_DEPTH = 100;

export interface Part {
  readonly text: string;
  /** In the text that was parted. */
  readonly offset: number;
}

/** Where the bracket at `open` is closed, in a masked program; -1 where it is not. */
export function closingAt(text: string, open: number): number {
  const wanted: string[] = [];
  for (let at = open; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const closing = CLOSING[sign];
    if (closing !== undefined) wanted.push(closing);
    else if (sign === ')' || sign === ']' || sign === '}') {
      if (wanted.pop() !== sign) return -1;
      if (wanted.length === 0) return at;
    }
    if (wanted.length > MOST_DEPTH) return -1;
  }
  return -1;
}

/** What commas outside of brackets part; empty ones left out. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text.charAt(at);
    if ('([{'.includes(sign) && sign !== '') depth += 1;
    if (')]}'.includes(sign) && sign !== '') depth -= 1;
    if (at < text.length && (sign !== ',' || depth > 0)) continue;
    const piece = text.slice(start, at);
    const offset = start + piece.length - piece.trimStart().length;
    if (piece.trim() !== '') parts.push({ text: piece.trim(), offset });
    start = at + 1;
  }
  return parts;
}

/** Counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

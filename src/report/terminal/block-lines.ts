import { textBlocks } from '../text-blocks.ts';
import { wrap } from './wrap.ts';

export interface BlockLayout {
  readonly width: number;
  /** Before the first line. */
  readonly first: string;
  /** How many lines to show at most. */
  readonly most: number;
}

/** A check's text as indented lines: prose wrapped, code as it is. */
export function blockLines(text: string, { width, first, most }: BlockLayout): readonly string[] {
  const indent = ' '.repeat(first.length);
  const lines = textBlocks(text).flatMap((block) => {
    if (block.kind === 'code') return block.lines.map((line) => `${indent}  ${line}`);
    const start = block.kind === 'item' ? `${indent}- ` : indent;
    return wrap(block.text, { width, first: start });
  });
  const [head = ''] = lines;
  const labelled = [first + head.slice(first.length), ...lines.slice(1)];
  return labelled.length > most ? [...labelled.slice(0, most - 1), `${indent}…`] : labelled;
}

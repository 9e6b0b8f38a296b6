import { type Run, runsOf, textBlocks } from '../text-blocks.ts';

export type ProseBlock =
  | { readonly runs: readonly Run[] }
  | { readonly items: readonly { readonly runs: readonly Run[] }[] }
  | { readonly code: string };

/** A check's text as paragraphs, lists and code; consecutive items make one list. */
export function proseView(text: string): readonly ProseBlock[] {
  const blocks: ProseBlock[] = [];
  for (const block of textBlocks(text)) {
    const last = blocks.at(-1);
    if (block.kind === 'code') blocks.push({ code: block.lines.join('\n') });
    else if (block.kind === 'prose') blocks.push({ runs: runsOf(block.text) });
    else if (last && 'items' in last)
      blocks[blocks.length - 1] = { items: [...last.items, { runs: runsOf(block.text) }] };
    else blocks.push({ items: [{ runs: runsOf(block.text) }] });
  }
  return blocks;
}

import { runsOf, textBlocks } from '../text-blocks.ts';
import { markdownCode } from './markdown-code.ts';
import { markdownFence } from './markdown-fence.ts';
import { markdownText } from './markdown-text.ts';

/** A check's text as Markdown: its paragraphs, items and code stay, everything else in it is shown as it is. */
export function markdownProse(text: string): string {
  const blocks = textBlocks(text);
  const parts = blocks.map((block) => {
    if (block.kind === 'code') return markdownFence(block.lines, block.language);
    return `${block.kind === 'item' ? '- ' : ''}${inline(block.text)}`;
  });
  // Only a paragraph can go on behind a word that stands before it.
  const opening = blocks[0] === undefined || blocks[0].kind === 'prose' ? '' : '\n\n';
  return `${opening}${parts.join('\n\n')}`;
}

function inline(text: string): string {
  return runsOf(text)
    .map((run) => (run.code ? markdownCode(run.text) : markdownText(run.text)))
    .join('');
}

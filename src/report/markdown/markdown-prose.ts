import { textBlocks } from '../text-blocks.ts';
import { markdownCode } from './markdown-code.ts';
import { markdownFence } from './markdown-fence.ts';
import { markdownText } from './markdown-text.ts';

/** A check's text as Markdown: its paragraphs, items and code stay, everything else in it is shown as it is. */
export function markdownProse(text: string): string {
  return textBlocks(text)
    .map((block) => {
      if (block.kind === 'code') return markdownFence(block.lines, block.language);
      return `${block.kind === 'item' ? '- ' : ''}${inline(block.text)}`;
    })
    .join('\n\n');
}

function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/u)
    .map((part) => (/^`[^`]+`$/u.test(part) ? markdownCode(part.slice(1, -1)) : markdownText(part)))
    .join('');
}

import { textBlocks } from '../text-blocks.ts';
import { markdownCode } from './markdown-code.ts';
import { markdownText } from './markdown-text.ts';

/** A check's text as Markdown: its paragraphs, items and code stay, everything else in it is shown as it is. */
export function markdownProse(text: string): string {
  return textBlocks(text)
    .map((block) => {
      if (block.kind === 'code') return fenced(block.language, block.lines);
      return `${block.kind === 'item' ? '- ' : ''}${inline(block.text)}`;
    })
    .join('\n\n');
}

function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, Math.max(0, ...runs) + 1));
  return [fence + language, ...lines, fence].join('\n');
}

function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/u)
    .map((part) => (/^`[^`]+`$/u.test(part) ? markdownCode(part.slice(1, -1)) : markdownText(part)))
    .join('');
}

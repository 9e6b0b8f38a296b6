/** A part of a check's text, which is written in a small part of Markdown. */
export type Block =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string }
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] };

/** A stretch of a paragraph: code between backticks, or words. */
export interface Run {
  readonly text: string;
  readonly code: boolean;
}

export function runsOf(text: string): readonly Run[] {
  return text
    .split(/(`[^`]+`)/u)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/u.test(part) ? { text: part.slice(1, -1), code: true } : { text: part, code: false }));
}

/** Paragraphs, list items and fenced code of a text; an unclosed fence ends with the text. */
export function textBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let code: string[] | undefined;
  let paragraph = false;
  for (const line of text.split('\n')) {
    const fence = /^\s*```\s*(\w*)\s*$/u.exec(line);
    if (fence && code) code = undefined;
    else if (fence) {
      code = [];
      blocks.push({ kind: 'code', language: fence[1] ?? '', lines: code });
    } else if (code) code.push(line);
    else addLine(blocks, line.trim(), paragraph);
    paragraph = !fence && !code && line.trim() !== '';
  }
  return blocks;
}

function addLine(blocks: Block[], line: string, continued: boolean): void {
  if (line === '') return;
  const item = /^[-*] +(.*)$/u.exec(line)?.[1];
  const last = blocks.at(-1);
  if (item !== undefined) blocks.push({ kind: 'item', text: item });
  else if (continued && last && last.kind !== 'code')
    blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line}` };
  else blocks.push({ kind: 'prose', text: line });
}

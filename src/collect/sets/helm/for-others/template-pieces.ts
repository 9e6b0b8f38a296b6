/** A stretch of plain text, or what stands between `{{` and `}}`. */
export type TemplatePiece = { readonly text: string } | { readonly action: string };

export type Helpers = ReadonlyMap<string, readonly TemplatePiece[]>;

export interface SplitTemplate {
  readonly pieces: readonly TemplatePiece[];
  /** What the file defines for others to include. */
  readonly helpers: Helpers;
}

const OPENS = /^(?:if|with|range|define|block)\b/;

/** Splits a template's text, and takes its definitions out of it. */
export function splitTemplate(text: string): SplitTemplate {
  const pieces: TemplatePiece[] = [];
  const helpers = new Map<string, TemplatePiece[]>();
  let own: TemplatePiece[] | undefined;
  let depth = 0;
  for (const piece of piecesOf(text)) {
    const action = 'action' in piece ? piece.action : '';
    const name = own ? undefined : /^define\s+["`]([^"`]+)["`]/.exec(action)?.[1];
    if (name !== undefined) {
      own = [];
      depth = 1;
      helpers.set(name, own);
      continue;
    }
    if (OPENS.test(action)) depth += 1;
    if (/^end\b/.test(action)) depth -= 1;
    if (own && depth === 0) own = undefined;
    else (own ?? pieces).push(piece);
  }
  return { pieces, helpers };
}

function piecesOf(text: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let at = 0;
  for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', at)) {
    const end = endOfAction(text, start + 2);
    if (end === -1) break;
    const inner = text.slice(start + 2, end);
    pieces.push({ text: text.slice(at, start) });
    pieces.push({
      action: inner
        .replace(/^-(?=\s)/, '')
        .replace(/(?<=\s)-$/, '')
        .trim(),
    });
    at = end + 2;
  }
  pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Where the closing braces stand; braces inside comments and quotes do not count. */
function endOfAction(text: string, start: number): number {
  const comment = /^-?\s{0,20}\/\*/.exec(text.slice(start, start + 24));
  if (comment) {
    const end = text.indexOf('*/', start);
    return end === -1 ? -1 : text.indexOf('}}', end);
  }
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '}' && text[at + 1] === '}') return at;
    if (sign === '"' || sign === '`') at = endOfQuote(text, at, sign);
  }
  return -1;
}

function endOfQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

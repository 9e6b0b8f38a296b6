import type { MarkdownCode } from '../../types/markdown.ts';

const LANGUAGES: ReadonlySet<string> = new Set(['', 'promql', 'prometheus', 'metricsql', 'text']);
const NAMES_A_RECORDED_SERIES = /\w:\w{1,200}:\w/;
const MAX_LENGTH = 5_000;
const MOST_PIECES = 50;

/** What may be queries of recorded series in the code of a page: all of it, its paragraphs and its lines. */
export function expressionsInCode({ text, language }: MarkdownCode): readonly string[] {
  if (!LANGUAGES.has(language.split(/[\s{,]/)[0] ?? '') || !NAMES_A_RECORDED_SERIES.test(text)) return [];
  const pieces = [text, ...text.split(/\n[ \t]*\n/), ...text.split('\n')].map((piece) => piece.trim());
  return [...new Set(pieces)]
    .filter((piece) => piece.length <= MAX_LENGTH && NAMES_A_RECORDED_SERIES.test(piece))
    .slice(0, MOST_PIECES);
}

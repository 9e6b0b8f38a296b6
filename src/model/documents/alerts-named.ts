import type { MarkdownCode, MarkdownData } from '../../types/markdown.ts';

/** `ShopErrorsHigh`; one word may be anything. */
const NAME = /^[A-Z][A-Za-z0-9_]{3,100}$/;
const KEY = /^(?:(?:firing|related|covered) )?alerts?(?: names?)?$/i;
const MOST_WORDS = 2_000;
/** What stands before the noun; `this alerts X` tells whom it wakes. */
const BEFORE_ONE = /^(?:the|this|an|when|if|for|of|firing)$/i;
const BEFORE_MANY = /^(?:the|these|both|following|for|of|firing)$/i;
const BETWEEN = /^(?:and|or|named|called|[/&+–—-])?$/i;

interface NamedAlert {
  readonly name: string;
  readonly line: number;
}

/** Names in code that the page says are alerts: after that word, under that key, or in that column of a table. */
export function alertsNamed(data: MarkdownData): readonly NamedAlert[] {
  const codes = new Map(
    [...data.commands]
      .reverse()
      .filter(isName)
      .map(({ text, line }) => [text, line]),
  );
  if (codes.size === 0) return [];
  const names = [
    ...data.statements.filter(({ key }) => KEY.test(key)).flatMap(({ value }) => wordsOf(value)),
    ...[...data.blocks, ...data.items].flatMap(({ text }) => introducedIn(text, codes)),
    ...data.tables.flatMap(({ header, rows }) => {
      const column = header.findIndex((cell) => KEY.test(cell.trim()));
      return column === -1 ? [] : rows.flatMap(({ cells }) => wordsOf(cells[column] ?? ''));
    }),
  ];
  return [...new Set(names)].flatMap((name) => {
    const line = codes.get(name);
    return line === undefined ? [] : [{ name, line }];
  });
}

function isName({ isInline, text }: MarkdownCode): boolean {
  return isInline && NAME.test(text) && /[a-z][A-Z]/.test(text);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s/, MOST_WORDS).map(bare);
}

function bare(word: string): string {
  return word.replace(/^["'(*]{1,3}/, '').replace(/["')*,;:.!?]{1,3}$/, '');
}

function introducedIn(text: string, codes: ReadonlyMap<string, number>): readonly string[] {
  const names: string[] = [];
  let before = '';
  let isOpen = false;
  for (const written of text.split(/\s/, MOST_WORDS)) {
    const word = bare(written);
    if (codes.has(word)) {
      if (isOpen) names.push(word);
    } else if (!isOpen || !BETWEEN.test(word)) isOpen = isIntroduction(written, before);
    if (/[.!?]$/.test(written)) isOpen = false;
    before = word;
  }
  return names;
}

function isIntroduction(written: string, before: string): boolean {
  if (/^alerts?:$/i.test(written)) return true;
  return (
    (/^alert$/i.test(written) && BEFORE_ONE.test(before)) || (/^alerts$/i.test(written) && BEFORE_MANY.test(before))
  );
}

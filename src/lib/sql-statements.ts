/** One statement of SQL: its words in upper case, each quoted name as one word, and the line on which it begins. */
export interface SqlStatement {
  readonly words: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

const MAX_LENGTH = 400_000;
const MOST_WORDS = 2_000;
const PIECE =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<end>;)|'(?:[^']|'')*'|(?<name>"[^"\n]{0,200}"|`[^`\n]{0,200}`|\[[^\]\n]{0,200}\]|[A-Za-z_][\w$]*)|\$(?<tag>[A-Za-z_]*)\$|[\s\S]/y;

/** The statements of a SQL text. Comments and texts in quotes are left out, so that no word in them counts. */
export function sqlStatements(text: string): readonly SqlStatement[] {
  if (text.length > MAX_LENGTH) return [];
  const statements: SqlStatement[] = [];
  let words: string[] = [];
  let start = 1;
  let line = 1;
  let at = 0;
  const piece = new RegExp(PIECE, 'y');
  for (piece.lastIndex = 0; at < text.length; piece.lastIndex = at) {
    const found = piece.exec(text);
    if (!found) break;
    const whole = found.groups?.['tag'] === undefined ? found[0] : bodyAt(text, at, found[0]);
    if (found.groups?.['end'] !== undefined) {
      if (words.length > 0) statements.push({ words, line: start });
      words = [];
    } else if (found.groups?.['space'] === undefined && words.length < MOST_WORDS) {
      if (words.length === 0) start = line;
      words.push(found.groups?.['name'] === undefined ? whole.slice(0, 1) : whole.toUpperCase());
    }
    line += whole.split('\n').length - 1;
    at += whole.length;
  }
  return words.length > 0 ? [...statements, { words, line: start }] : statements;
}

/** A text between dollar quotes, such as the body of a function. */
function bodyAt(text: string, at: number, quote: string): string {
  const close = text.indexOf(quote, at + quote.length);
  return close === -1 ? text.slice(at) : text.slice(at, close + quote.length);
}

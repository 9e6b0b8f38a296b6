export interface ShellCommand {
  readonly words: readonly string[];
  /** Counted from 1. */
  readonly line: number;
  /** What stands behind it: `||`, `&&`, `|`, `;`, `)` or a line's end; absent at the end of the text. */
  readonly end?: string;
}

const MAX_LENGTH = 200_000;
const PIECE =
  /(?<space>\\\n|[ \t\r]+|#[^\n]*)|(?<end>\n|[;&|()]+)|(?:\$\([^()\n]{0,500}\)|\$\{\{[^}\n]{0,500}\}\}|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[^\s;&|()"'\\]|["'])+|[\s\S]/y;

/** The commands of a shell text, each as its words. Quotes are removed; variables stay as they are written. */
export function shellCommands(text: string): readonly ShellCommand[] {
  if (text.length > MAX_LENGTH) return [];
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let line = 1;
  let start = 1;
  for (const found of text.matchAll(new RegExp(PIECE, 'gy'))) {
    const [piece] = found;
    if (found.groups?.['end'] !== undefined) {
      if (words.length > 0) commands.push({ words, line: start, end: piece });
      words = [];
    } else if (found.groups?.['space'] === undefined) {
      if (words.length === 0) start = line;
      words.push(unquoted(piece));
    }
    line += piece.split('\n').length - 1;
  }
  return words.length > 0 ? [...commands, { words, line: start }] : commands;
}

function unquoted(word: string): string {
  return word.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g, (_whole, double, single, escaped) =>
    String(double ?? single ?? escaped ?? ''),
  );
}

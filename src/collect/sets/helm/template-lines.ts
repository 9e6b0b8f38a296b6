/** One line of a template that holds YAML, as far as it can be told before rendering. */
export interface TemplateLine {
  readonly number: number;
  /** Where the line's text, or its dash, begins. */
  readonly indent: number;
  /** Where its key begins: behind the dash in a list item. */
  readonly keyIndent: number;
  readonly isItem: boolean;
  readonly key?: string;
  /** The rest of the line without quotes; not evaluated. */
  readonly value: string;
  readonly text: string;
  readonly startsDocument: boolean;
}

/** The lines of a template, without comments, blank lines and lines that only steer it. */
export function templateLines(text: string): readonly TemplateLine[] {
  return text.split('\n').flatMap((line, index) => readLine(line.slice(0, 2_000), index + 1) ?? []);
}

const KEY = /^(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_./$-]+))\s*:(?:\s+|$)/;

function readLine(text: string, number: number): TemplateLine | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('#') || /^\{\{[^}]*\}\}$/.test(trimmed)) return undefined;
  const indent = text.length - text.trimStart().length;
  const startsDocument = /^---(?:\s|$)/.test(text);
  const isItem = !startsDocument && /^-(?:\s|$)/.test(trimmed);
  const content = isItem ? trimmed.slice(1).trimStart() : trimmed;
  const match = KEY.exec(content);
  const key = match?.[1] ?? match?.[2] ?? match?.[3];
  return {
    number,
    indent,
    keyIndent: isItem ? indent + trimmed.length - content.length : indent,
    isItem,
    ...(key !== undefined && { key }),
    value: (match ? content.slice(match[0].length) : content).trim().replace(/^(["'])(.*)\1$/, '$2'),
    text: trimmed,
    startsDocument,
  };
}

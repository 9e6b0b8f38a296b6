import { isSeq, parseDocument, stringify } from 'yaml';
import { UserError } from '../errors.ts';

const LINE_WIDTH = 100;

interface Entry {
  readonly file: string;
  /** Absent where the file is not there yet. */
  readonly text: string | undefined;
  readonly entry: { readonly [key: string]: unknown };
}

/**
 * The text of a file of records with one more at its end. Whatever was there stays as it is, every byte and comment.
 * Throws a `UserError` where the file is not a list with a line for each entry.
 */
export function appendEntry({ file, text = '', entry }: Entry): string {
  const { contents } = parseDocument(text);
  if (contents === null || (isSeq(contents) && contents.items.length === 0 && !contents.flow)) {
    return `${endLine(text)}${entryText(entry, 0)}`;
  }
  if (!isSeq(contents)) throw refusal(file);
  if (contents.flow) {
    if (contents.items.length > 0 || !contents.range) throw refusal(file);
    const [start, end] = contents.range;
    return `${text.slice(0, start)}${startLine(text, start)}${entryText(entry, 0).trimEnd()}${text.slice(end)}`;
  }
  return `${endLine(text)}${entryText(entry, indentOf(text, contents.range?.[0] ?? 0))}`;
}

/** An entry as it stands in a file. */
export function entryText(entry: Entry['entry'], indent: number): string {
  const lines = stringify([entry], { lineWidth: LINE_WIDTH }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '\n' : `${' '.repeat(indent)}${line}\n`)).join('');
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function startLine(text: string, at: number): string {
  return at === 0 || text[at - 1] === '\n' ? '' : '\n';
}

/** How far the list is moved in. */
function indentOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

function refusal(file: string): UserError {
  return new UserError(`Cannot add to ${file}: it is not a list with a line for each entry.`, {
    hint: 'Write its entries as `- check: …`, and try again.',
  });
}

import type { Document, DocumentPart } from '../../types/document.ts';
import type { DocumentSurroundings, MarkdownData, MarkdownSection, Statement } from '../../types/markdown.ts';

/** A Markdown document with what is asked of it again and again. */
export interface Prose {
  readonly document: Document;
  readonly data: MarkdownData;
  readonly surroundings: DocumentSurroundings;
}

const NOTHING: DocumentSurroundings = { broken: {}, history: {} };

/** The Markdown documents of a collection. */
export function readProse(documents: readonly Document[]): readonly Prose[] {
  const around = documents.find(({ format }) => format === 'surroundings');
  // Both formats are written by our own readers alone.
  const surroundings = (around?.data as DocumentSurroundings | undefined) ?? NOTHING;
  return documents.flatMap((document) =>
    document.format === 'markdown' ? [{ document, data: document.data as MarkdownData, surroundings }] : [],
  );
}

/** The positions of the sections below a heading, the heading's own first. */
export function below({ data }: Prose, index: number): readonly number[] {
  const depth = data.sections[index]?.depth ?? 0;
  const end = data.sections.findIndex((section, at) => at > index && section.depth <= depth);
  const last = end === -1 ? data.sections.length : end;
  return Array.from({ length: last - index }, (_, offset) => index + offset);
}

/** Sections whose heading matches, and which say something: a heading with nothing below it says nothing. */
export function sectionsOf(prose: Prose, heading: RegExp): readonly number[] {
  return prose.data.sections.flatMap((section, index) =>
    isHeading(section) && heading.test(section.heading) && hasContent(prose, index) ? [index] : [],
  );
}

function isHeading({ depth }: MarkdownSection): boolean {
  return depth > 0;
}

const FEWEST_WORDS = 4;
const UNFILLED = /^(?:tbd|tba|to ?do|n\/a|none|fill (?:me )?in|coming soon|\.{3}|…|[<[{(].{0,200}[>\]})])\W*$/i;

/** Whether a person could do or learn something from what stands below a heading. */
export function hasContent(prose: Prose, index: number): boolean {
  const within = new Set(below(prose, index));
  const { data } = prose;
  if (data.commands.some(({ section, isInline, text }) => !isInline && within.has(section) && text.trim() !== '')) {
    return true;
  }
  const words = [...within].reduce((sum, section) => sum + (data.sections[section]?.words ?? 0), 0);
  const texts = [...data.blocks, ...data.items]
    .filter(({ section }) => within.has(section))
    .map(({ text }) => text.trim());
  const tables = data.tables.some(({ section, rows }) => within.has(section) && rows.some(isFilledRow));
  return tables || (words >= FEWEST_WORDS && texts.some((text) => text !== '' && !UNFILLED.test(text)));
}

function isFilledRow({ cells }: { readonly cells: readonly string[] }): boolean {
  return cells.filter((cell) => cell.trim() !== '' && !UNFILLED.test(cell.trim())).length > 1;
}

export function isUnfilled(text: string): boolean {
  return text.trim() === '' || UNFILLED.test(text.trim());
}

/** What the document says of itself under one of these keys: a statement in its text, else its front matter. */
export function said({ data }: Prose, key: RegExp): Statement | undefined {
  const written = data.statements.find((statement) => key.test(statement.key));
  if (written) return written;
  for (const [name, value] of Object.entries(data.frontMatter)) {
    if (!key.test(name.toLowerCase().replaceAll(/[_-]/g, ' '))) continue;
    if (typeof value === 'string' || typeof value === 'number') {
      return { key: name, value: String(value), section: 0, line: 1 };
    }
  }
  return undefined;
}

/** The pointer to an entry of one of the lists, for its line. */
export function pointerTo(list: keyof MarkdownData, entries: readonly unknown[], entry: unknown): string {
  return `/${list}/${Math.max(0, entries.indexOf(entry))}`;
}

/** A line of the document; the document itself without one. */
export function lineOf({ document }: Prose, line: number | undefined): DocumentPart {
  return line === undefined ? document : { locate: () => ({ ...document.locate(''), line, column: 1 }) };
}

import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import type { Place } from '../../types/place.ts';

/** A file's text, or a piece of it that begins `lineOffset` lines down. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineOffset: number;
  lineStarts?: Int32Array;
}

/** The parser's events as numbers: four for each (type, start, end of a scalar, index after its subtree). */
export interface PackedEvents {
  readonly cells: Int32Array;
  /** The index of each document's root event. */
  readonly roots: readonly number[];
}

const WIDTH = 4;

export function sourceText(file: string, text: string, lineOffset = 0): SourceText {
  return { file, text, lineOffset };
}

/** Packs events so that positions of thousands of files fit into memory; paths are walked only when asked for. */
export function packEvents(events: readonly Event[]): PackedEvents {
  const cells = new Int32Array(events.length * WIDTH);
  const roots: number[] = [];
  const open: number[] = [];
  events.forEach((event, index) => {
    const cell = index * WIDTH;
    cells[cell] = event.type;
    cells[cell + 3] = index + 1;
    if (event.type === EVENT_ID.POP) {
      const opened = open.pop();
      if (opened !== undefined) cells[opened * WIDTH + 3] = index + 1;
      return;
    }
    if (event.type === EVENT_ID.DOCUMENT) roots.push(index + 1);
    if (event.type === EVENT_ID.SCALAR) {
      cells[cell + 1] = startOf(event);
      cells[cell + 2] = event.valueEnd;
      // Keys are compared by their text, so they need where it begins, not where the node begins.
      if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
        cells[cell + 1] = event.valueStart;
      }
      return;
    }
    if (event.type === EVENT_ID.ALIAS) {
      cells[cell + 1] = event.anchorStart;
      return;
    }
    if (event.type !== EVENT_ID.DOCUMENT) cells[cell + 1] = event.start;
    open.push(index);
  });
  return { cells, roots };
}

/** A block scalar's text begins below its `|`; the node begins at the indicator, on the line above. */
function startOf(event: Extract<Event, { valueStart: number }>): number {
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  return isBlock ? Math.max(0, event.valueStart - 2) : event.valueStart;
}

/** A node that a pointer leads to, and where it begins: a member of a mapping at its key. */
export interface Spot {
  readonly node: number;
  readonly offset: number;
  /** The pointer leads further than the document does: the spot is its nearest ancestor. */
  readonly isShort: boolean;
}

export function rootSpot({ cells, roots }: PackedEvents, document: number): Spot {
  const node = roots[document] ?? 0;
  return { node, offset: cells[node * WIDTH + 1] ?? 0, isShort: false };
}

/** Where a pointer leads from a spot. One that already fell short stays where it is. */
export function follow({ text }: SourceText, { cells }: PackedEvents, path: PathFrom): Spot {
  const { from: start, pointer } = path;
  if (start.isShort) return start;
  let { node, offset } = start;
  for (let from = 1; from <= pointer.length; ) {
    const slash = pointer.indexOf('/', from);
    const to = slash === -1 ? pointer.length : slash;
    const child = childOf(text, cells, { node, token: unescapeToken(pointer.slice(from, to)) });
    if (child === MISSING) return { node, offset, isShort: true };
    const isItem = cells[node * WIDTH] === EVENT_ID.SEQUENCE;
    node = isItem ? child : (cells[child * WIDTH + 3] ?? child + 1);
    offset = cells[child * WIDTH + 1] ?? 0;
    from = to + 1;
  }
  return { node, offset, isShort: false };
}

interface PathFrom {
  readonly from: Spot;
  readonly pointer: string;
}

const MISSING = -1;

function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

interface Parent {
  readonly node: number;
  readonly token: string;
}

/** The item of a sequence, or the key of a mapping, whose value follows it. */
function childOf(text: string, cells: Int32Array, parent: Parent): number {
  const type = cells[parent.node * WIDTH];
  if (type === EVENT_ID.SEQUENCE) return itemOf(cells, parent);
  return type === EVENT_ID.MAPPING ? keyOf(text, cells, parent) : MISSING;
}

function itemOf(cells: Int32Array, parent: Parent): number {
  const wanted = Number(parent.token);
  let node = parent.node + 1;
  for (let index = 0; cells[node * WIDTH] !== EVENT_ID.POP; index += 1) {
    if (index === wanted) return node;
    node = cells[node * WIDTH + 3] ?? node + 1;
  }
  return MISSING;
}

/** The last of two equal keys counts. A member that came in through a merge key stands where the merge key stands. */
function keyOf(text: string, cells: Int32Array, parent: Parent): number {
  let merged = MISSING;
  let own = MISSING;
  let node = parent.node + 1;
  while (cells[node * WIDTH] !== EVENT_ID.POP) {
    if (keyIs(text, cells, { node, key: parent.token })) own = node;
    else if (keyIs(text, cells, { node, key: '<<' })) merged = node;
    const value = cells[node * WIDTH + 3] ?? node + 1;
    node = cells[value * WIDTH + 3] ?? value + 1;
  }
  return own === MISSING ? merged : own;
}

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

function keyIs(text: string, cells: Int32Array, where: { readonly node: number; readonly key: string }): boolean {
  const start = cells[where.node * WIDTH + 1] ?? 0;
  const end = cells[where.node * WIDTH + 2] ?? 0;
  if (end - start === where.key.length && text.startsWith(where.key, start)) return true;
  const quote = text.charCodeAt(start - 1);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return false;
  return unquoted(text.slice(start, end), quote === DOUBLE_QUOTE ? '"' : "'") === where.key;
}

const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([^xuU]))/gi;

/** What keys are written with in practice: escaped signs and code points, doubled single quotes. */
function unquoted(raw: string, quote: string): string {
  if (quote === "'") return raw.replaceAll("''", "'");
  return raw.replaceAll(ESCAPE, (_match, two, four, eight, sign) => {
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    if (Number.isNaN(code)) return sign === 'n' ? '\n' : sign === 't' ? '\t' : String(sign);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The place in the file at which a spot begins. */
export function placeAt(source: SourceText, offset: number): Place {
  source.lineStarts ??= lineStartsOf(source.text);
  const line = lineOf(source.lineStarts, offset);
  return {
    file: source.file,
    line: line + 1 + source.lineOffset,
    column: offset - (source.lineStarts[line] ?? 0) + 1,
    exact: true,
    via: 'source',
  };
}

function lineStartsOf(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}

/** The last line that starts at or before the offset. */
function lineOf(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

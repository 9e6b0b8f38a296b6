import { dig, stringOf } from '../../../lib/json.ts';
import { existingPart, tokensOf, valueAt } from '../pointers.ts';
import { type TemplateLine, templateLines } from './template-lines.ts';

export interface TemplatePosition {
  readonly line: number;
  readonly column: number;
  /** False where other lines of the template could have made the value. */
  readonly exact: boolean;
  /** The end of the path, where the template does not write it out. */
  readonly rest: readonly string[];
}

/** An object, and where it stands among those of its kind that one template made. */
export interface TracedObject {
  readonly data: unknown;
  readonly ordinal: number;
  readonly count: number;
}

/** Leads from values of a rendered object to the lines of its template's raw text that made them. */
export function traceTemplate(text: string, object: TracedObject): (pointer: string) => TemplatePosition {
  const part = partOf(templateLines(text), object);
  return (pointer) => {
    const tokens = existingPart(object.data, tokensOf(pointer));
    const { line, isComplete, isAmbiguous, found } = walkDown(part.lines, object.data, tokens);
    if (!line) return { line: 1, column: 1, exact: false, rest: [] };
    const value = valueAt(object.data, tokens);
    const printed = typeof value === 'object' ? undefined : `${tokens.at(-1)}: ${String(value)}`;
    const isOnlyOne = printed !== undefined && line.text.includes(printed) && countOf(text, printed) === 1;
    const exact = (isComplete && !isAmbiguous && part.isCertain) || isOnlyOne;
    return { line: line.number, column: line.indent + 1, exact, rest: tokens.slice(found) };
  };
}

interface Part {
  readonly lines: readonly TemplateLine[];
  readonly isCertain: boolean;
}

/** One object's lines. A template may hold several: the kind, a name that is written out, or the order tell. */
function partOf(lines: readonly TemplateLine[], { data, ordinal, count }: TracedObject): Part {
  const kind = stringOf(dig(data, 'kind')) ?? '';
  const name = stringOf(dig(data, 'metadata', 'name')) ?? '';
  const sameKind = splitParts(lines).filter((part) => part.some((line) => isTop(line, 'kind') && line.value === kind));
  if (sameKind.length === count && sameKind[ordinal]) return { lines: sameKind[ordinal], isCertain: true };
  const named = sameKind.filter((part) => part.some((line) => line.key === 'name' && line.value === name));
  const best = named[0] ?? sameKind[0];
  return best ? { lines: best, isCertain: named.length === 1 } : { lines, isCertain: false };
}

function isTop(line: TemplateLine, key: string): boolean {
  return line.indent === 0 && line.key === key;
}

function splitParts(lines: readonly TemplateLine[]): readonly (readonly TemplateLine[])[] {
  const starts = lines.flatMap((line, index) => (index > 0 && line.startsDocument ? [index] : []));
  const bounds = [0, ...starts, lines.length];
  return bounds.slice(0, -1).map((start, index) => lines.slice(start, bounds[index + 1]));
}

interface Walk {
  readonly line: TemplateLine | undefined;
  readonly isComplete: boolean;
  readonly isAmbiguous: boolean;
  /** How many steps of the path were found. */
  readonly found: number;
}

/** Follows a path key by key, each below the one before; stops at the last line that could be found. */
function walkDown(lines: readonly TemplateLine[], rendered: unknown, tokens: readonly string[]): Walk {
  let block: readonly TemplateLine[] = lines.filter((line) => line.key !== undefined || line.isItem);
  let line = block[0];
  let isAmbiguous = false;
  for (const [depth, token] of tokens.entries()) {
    const here = valueAt(rendered, tokens.slice(0, depth));
    const found = Array.isArray(here) ? itemLines(block, here, token) : keyLines(block, token);
    const next = found[0];
    if (!next) return { line, isComplete: false, isAmbiguous, found: depth };
    isAmbiguous ||= found.length > 1;
    line = next;
    block = blockBelow(block, next, Array.isArray(here));
  }
  return { line, isComplete: true, isAmbiguous, found: tokens.length };
}

/** The lines with a key at the outermost depth that the block has. */
function keyLines(block: readonly TemplateLine[], key: string): readonly TemplateLine[] {
  const found = block.filter((line) => line.key === key);
  const depth = outermost(found.map((line) => line.keyIndent));
  return found.filter((line) => line.keyIndent === depth);
}

function outermost(indents: readonly number[]): number {
  return indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
}

function itemLines(block: readonly TemplateLine[], list: readonly unknown[], token: string): readonly TemplateLine[] {
  const items = block.filter((line) => line.isItem);
  const depth = outermost(items.map((line) => line.indent));
  const own = items.filter((line) => line.indent === depth);
  const item = list[Number(token)];
  const name = stringOf(dig(item, 'name'));
  const byName = own.filter((line) => name !== undefined && line.key === 'name' && line.value === name);
  if (byName.length > 0) return byName;
  const byText = own.filter((line) => typeof item !== 'object' && line.value === String(item));
  if (byText.length > 0) return byText;
  // Without its name written out, an item is the one in its place only if the template has as many.
  const inPlace = own[Number(token)];
  if (inPlace && own.length === list.length) return [inPlace];
  return inPlace
    ? [inPlace, ...own.filter((line) => line !== inPlace)]
    : own.slice(0, 1).flatMap((line) => [line, line]);
}

/** What stands inside a key or an item: the lines after it that are further in. */
function blockBelow(block: readonly TemplateLine[], line: TemplateLine, isItem: boolean): readonly TemplateLine[] {
  const start = block.indexOf(line);
  const rest = block.slice(start + 1);
  const limit = isItem ? line.indent : line.keyIndent;
  const end = rest.findIndex((other) => other.indent < limit || (other.indent === limit && (isItem || !other.isItem)));
  const below = end === -1 ? rest : rest.slice(0, end);
  // The first key of an item stands on the item's own line.
  return isItem && line.key !== undefined ? [{ ...line, isItem: false }, ...below] : below;
}

function countOf(text: string, printed: string): number {
  return text.split('\n').filter((line) => line.trim().replace(/^- /, '') === printed).length;
}

import { dig, stringOf } from '../../../lib/json.ts';
import { existingPart, tokensOf, valueAt } from '../pointers.ts';
import { type TemplateLine, templateLines } from './template-lines.ts';

export interface TemplatePosition {
  readonly line: number;
  readonly column: number;
  /** False where other lines of the template could have made the value. */
  readonly exact: boolean;
}

/** The line of a template's raw text that made a value of an object rendered from it. */
export function traceTemplate(text: string, rendered: unknown): (pointer: string) => TemplatePosition {
  const part = partOf(templateLines(text), rendered);
  return (pointer) => {
    const tokens = existingPart(rendered, tokensOf(pointer));
    const walk = walkDown(part.lines, rendered, tokens);
    const { line } = walk;
    if (!line) return { line: 1, column: 1, exact: false };
    const value = valueAt(rendered, tokens);
    const printed = typeof value === 'object' ? undefined : `${tokens.at(-1)}: ${String(value)}`;
    const isOnlyOne = printed !== undefined && countOf(text, printed) === 1 && line.text.includes(printed);
    const exact = (walk.isComplete && !walk.isAmbiguous && part.isOnlyOne) || isOnlyOne;
    return { line: line.number, column: line.indent + 1, exact };
  };
}

/** One object's lines. A template may hold several objects; the kind and, where it is written out, the name tell. */
function partOf(
  lines: readonly TemplateLine[],
  rendered: unknown,
): { readonly lines: readonly TemplateLine[]; readonly isOnlyOne: boolean } {
  const kind = stringOf(dig(rendered, 'kind')) ?? '';
  const name = stringOf(dig(rendered, 'metadata', 'name')) ?? '';
  const parts = splitParts(lines);
  const sameKind = parts.filter((part) =>
    part.some((line) => line.indent === 0 && line.key === 'kind' && line.value === kind),
  );
  const named = sameKind.filter((part) => part.some((line) => line.key === 'name' && line.value === name));
  const found = named[0] ?? sameKind[0] ?? parts.find((part) => part.some((line) => line.key === 'kind')) ?? lines;
  return { lines: found, isOnlyOne: named.length === 1 || sameKind.length === 1 };
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
    if (!next) return { line, isComplete: false, isAmbiguous };
    isAmbiguous ||= found.length > 1;
    line = next;
    block = blockBelow(block, next, Array.isArray(here));
  }
  return { line, isComplete: true, isAmbiguous };
}

/** The lines with a key at the outermost depth that the block has. */
function keyLines(block: readonly TemplateLine[], key: string): readonly TemplateLine[] {
  const found = block.filter((line) => line.key === key);
  const depth = Math.min(...found.map((line) => line.keyIndent));
  return found.filter((line) => line.keyIndent === depth);
}

function itemLines(block: readonly TemplateLine[], list: readonly unknown[], token: string): readonly TemplateLine[] {
  const items = block.filter((line) => line.isItem);
  const depth = Math.min(...items.map((line) => line.indent));
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

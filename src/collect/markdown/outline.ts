import type { fromMarkdown } from 'mdast-util-from-markdown';
import type { JsonObject } from '../../lib/json.ts';
import type {
  MarkdownBlock,
  MarkdownCode,
  MarkdownData,
  MarkdownItem,
  MarkdownLink,
  MarkdownSection,
  MarkdownTable,
  Statement,
} from '../../types/markdown.ts';
import { anchorMaker } from './heading-anchor.ts';
import { statementsIn } from './statements-in.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];
type List = Extract<Nodes, { type: 'list' }>;
type Table = Extract<Nodes, { type: 'table' }>;

const MAX_DEPTH = 40;
const MAX_TEXT = 2_000;
const MAX_ENTRIES = 2_000;

/** What a parsed text holds, as flat lists in the order of the text. */
export function outline(root: Root, frontMatter: JsonObject): MarkdownData {
  const outlined = new Outline();
  for (const node of root.children) outlined.block(node);
  return outlined.result(frontMatter);
}

class Outline {
  readonly #sections: { -readonly [Key in keyof MarkdownSection]: MarkdownSection[Key] }[] = [
    { depth: 0, heading: '', anchor: '', line: 1, words: 0 },
  ];
  readonly #links: MarkdownLink[] = [];
  readonly #commands: MarkdownCode[] = [];
  readonly #tables: MarkdownTable[] = [];
  readonly #items: MarkdownItem[] = [];
  readonly #statements: Statement[] = [];
  readonly #blocks: MarkdownBlock[] = [];
  readonly #definitions = new Map<string, string>();
  readonly #anchorOf = anchorMaker();

  result(frontMatter: JsonObject): MarkdownData {
    const heading = this.#sections.find(({ depth }) => depth === 1)?.heading;
    const title = heading ?? (typeof frontMatter['title'] === 'string' ? frontMatter['title'] : undefined);
    return {
      ...(title === undefined ? {} : { title }),
      frontMatter,
      sections: this.#sections,
      links: this.#links.map((link) => ({ ...link, url: this.#definitions.get(link.url) ?? link.url })),
      commands: this.#commands,
      tables: this.#tables,
      items: this.#items,
      statements: this.#statements,
      blocks: this.#blocks,
    };
  }

  block(node: Nodes, depth = 0, isQuote = false): void {
    if (depth > MAX_DEPTH || this.#blocks.length + this.#items.length + this.#commands.length > MAX_ENTRIES) return;
    const line = lineOf(node);
    if (node.type === 'heading') {
      const heading = textOf(node);
      this.#sections.push({ depth: node.depth, heading, anchor: this.#anchorOf(heading), line, words: 0 });
      this.#inline(node, depth + 1);
    } else if (node.type === 'paragraph') this.#paragraph(node, depth, isQuote);
    else if (node.type === 'code')
      this.#code(node.value, { isInline: false, language: node.lang ?? '', line: line + 1 });
    else if (node.type === 'list') this.#list(node, depth, isQuote);
    else if (node.type === 'table') this.#table(node, depth);
    else if (node.type === 'definition') this.#definitions.set(`[${node.identifier}]`, node.url);
    else if (node.type === 'blockquote') for (const child of node.children) this.block(child, depth + 1, true);
  }

  #paragraph(node: Nodes, depth: number, isQuote: boolean): void {
    const text = textOf(node);
    this.#count(text);
    this.#say(text, lineOf(node));
    const endLine = node.position?.end.line ?? lineOf(node);
    this.#blocks.push({ text, isQuote, line: lineOf(node), endLine, section: this.#section });
    this.#inline(node, depth);
  }

  #list(list: List, depth: number, isQuote: boolean): void {
    for (const item of list.children) {
      const text = textOf(item);
      const box = /^\[([ xX])\]\s/.exec(text)?.[1];
      this.#items.push({
        text,
        isStep: list.ordered === true,
        ...(box === undefined ? {} : { done: box !== ' ' }),
        line: lineOf(item),
        section: this.#section,
      });
      for (const child of item.children) this.block(child, depth + 1, isQuote);
    }
  }

  #table(table: Table, depth: number): void {
    const [header = [], ...rows] = table.children.map((row) => row.children.map((cell) => textOf(cell)));
    const lines = table.children.map(lineOf);
    for (const [index, cells] of rows.entries()) {
      this.#count(cells.join(' '));
      const [key = '', value = ''] = cells;
      if (cells.length === 2) this.#say(`${key.replace(/:$/, '')}: ${value}`, lines[index + 1] ?? lineOf(table));
    }
    this.#tables.push({
      header,
      rows: rows.map((cells, index) => ({ cells, line: lines[index + 1] ?? lineOf(table) })),
      line: lineOf(table),
      section: this.#section,
    });
    this.#inline(table, depth);
  }

  #inline(node: Nodes, depth: number): void {
    if (depth > MAX_DEPTH) return;
    const at = { line: lineOf(node), section: this.#section };
    if (node.type === 'link' || node.type === 'image') {
      this.#links.push({ url: node.url, text: node.type === 'image' ? (node.alt ?? '') : textOf(node), ...at });
    } else if (node.type === 'linkReference' || node.type === 'imageReference') {
      this.#links.push({ url: `[${node.identifier}]`, text: textOf(node), ...at });
    } else if (node.type === 'inlineCode') this.#code(node.value, { isInline: true, language: '', line: at.line });
    if ('children' in node) for (const child of node.children) this.#inline(child, depth + 1);
  }

  #code(text: string, at: Pick<MarkdownCode, 'isInline' | 'language' | 'line'>): void {
    this.#commands.push({ ...at, text, language: at.language.toLowerCase(), section: this.#section });
  }

  #say(text: string, line: number): void {
    const pairs = statementsIn(text);
    this.#statements.push(...pairs.map((pair) => ({ ...pair, line, section: this.#section })));
  }

  #count(text: string): void {
    const section = this.#sections.at(-1);
    if (section) section.words += text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  }

  get #section(): number {
    return this.#sections.length - 1;
  }
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

/** What is written, without markup; of raw HTML nothing, since a comment says nothing to a reader. */
function textOf(node: Nodes, depth = 0): string {
  if (depth > MAX_DEPTH || node.type === 'html') return '';
  if (node.type === 'code' || node.type === 'list') return '';
  if ('value' in node) return node.value.slice(0, MAX_TEXT);
  if (node.type === 'break') return '\n';
  if (!('children' in node)) return '';
  return node.children
    .map((child) => textOf(child as Nodes, depth + 1))
    .join(node.type === 'listItem' ? ' ' : '')
    .slice(0, MAX_TEXT);
}

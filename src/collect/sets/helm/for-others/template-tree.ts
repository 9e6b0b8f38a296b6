import { type ChartLine, type Condition, PLACEHOLDER } from './chart-lines.ts';

/** A key, a list's item, or what else a template prints, with what stands inside it. */
export interface TemplateNode {
  readonly kind: 'key' | 'item' | 'open' | 'text';
  readonly indent: number;
  readonly key?: string;
  /** What follows the key or the dash, without quotes. */
  readonly text: string;
  /** The value of the chart that it prints. */
  readonly value?: string;
  readonly conditions: readonly Condition[];
  readonly children: TemplateNode[];
}

/** The documents of a template, each as the nodes at its outermost level. */
export function templateTrees(lines: readonly ChartLine[]): readonly (readonly TemplateNode[])[] {
  const documents: TemplateNode[][] = [[]];
  let above: TemplateNode[] = [];
  for (const line of lines) {
    if (/^---(?:\s|$)/.test(line.text)) {
      documents.push([]);
      above = [];
      continue;
    }
    for (const node of nodesOf(line)) {
      while (isOver(above.at(-1), node)) above.pop();
      (above.at(-1)?.children ?? documents.at(-1))?.push(node);
      above.push(node);
    }
  }
  return documents.filter((document) => document.length > 0);
}

const KEY = /^(?:"([^"\uE000]+)"|'([^'\uE000]+)'|([A-Za-z0-9_./$-]+))\s*:(?:\s+|$)/;

function nodesOf(line: ChartLine): readonly TemplateNode[] {
  const trimmed = line.text.trim();
  const indent = line.text.length - line.text.trimStart().length;
  if (!/^-(?:\s|$)/.test(trimmed)) return [nodeOf(line, trimmed, indent)];
  const content = trimmed.slice(1).trimStart();
  const item = { kind: 'item', indent, text: content, conditions: line.conditions, children: [] } as const;
  const inner = nodeOf(line, content, indent + trimmed.length - content.length);
  const value = inner.kind === 'key' ? undefined : inner.value;
  return [{ ...item, children: [], ...(value !== undefined && { value }) }, ...(inner.kind === 'key' ? [inner] : [])];
}

function nodeOf({ value, conditions }: ChartLine, text: string, indent: number): TemplateNode {
  const match = KEY.exec(text);
  const key = match?.[1] ?? match?.[2] ?? match?.[3];
  const rest = (match ? text.slice(match[0].length) : text).trim().replace(/^(["'])(.*)\1$/, '$2');
  const given = { indent, conditions, children: [], text: rest, ...(value !== undefined && { value }) };
  if (key !== undefined) return { ...given, kind: 'key', key };
  const isOpen = text.startsWith(PLACEHOLDER) || (text.includes(PLACEHOLDER) && /:(?:\s|$)/.test(text));
  return { ...given, kind: isOpen ? 'open' : 'text' };
}

/** Whether a node ends where the next one begins. A list may begin in the column of its key, and so may a printed block. */
function isOver(node: TemplateNode | undefined, next: TemplateNode): boolean {
  if (!node || node.indent < next.indent) return false;
  if (node.indent > next.indent) return true;
  if (node.kind !== 'key') return true;
  if (next.kind === 'item') return false;
  const last = node.children.at(-1);
  const goesOn = last ? last.kind === 'item' && last.indent === next.indent : node.text === '';
  return next.kind !== 'open' || !goesOn;
}

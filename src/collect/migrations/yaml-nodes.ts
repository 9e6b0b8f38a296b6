import type { Document } from '../../types/document.ts';
import type { Node } from './xml-nodes.ts';

const MOST_NODES = 20_000;
const MOST_DEPTH = 12;
/** Lists that XML has no element for. */
const FLAT = new Set(['changes', 'columns', 'databaseChangeLog']);

interface Reading {
  readonly document: Document;
  left: number;
}

/** A changelog in YAML or JSON, as the XML that says the same; undefined where it is none, or is huge. */
export function changelogNodes(document: Document): Node | undefined {
  const { data } = document;
  if (!isObject(data) || !Array.isArray(data['databaseChangeLog'])) return undefined;
  const reading: Reading = { document, left: MOST_NODES };
  const root = nodeOf(reading, { name: 'databaseChangeLog', value: data, pointer: '', depth: 0 });
  return reading.left < 0 ? undefined : root;
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

/** Aliases may make a small text endless, so that all is counted. */
function nodeOf(reading: Reading, { name, value, pointer, depth }: Entry): Node {
  reading.left -= 1;
  const { line } = reading.document.locate(pointer);
  if (depth > MOST_DEPTH) reading.left = -1;
  if (!isObject(value) && !Array.isArray(value)) {
    return { name, attributes: new Map(), children: [], text: scalarOf(value), line };
  }
  const attributes = new Map<string, string>();
  const children: Node[] = [];
  for (const entry of entriesOf(value, pointer)) {
    if (reading.left < 0) break;
    if (!isObject(entry.value) && !Array.isArray(entry.value)) attributes.set(entry.name, scalarOf(entry.value));
    const node = nodeOf(reading, { ...entry, depth: depth + 1 });
    if (FLAT.has(entry.name)) children.push(...node.children);
    else children.push(node);
  }
  return { name, attributes, children, text: '', line };
}

/** Of a list, those of its objects: each names one operation. */
function entriesOf(value: object, pointer: string): readonly Omit<Entry, 'depth'>[] {
  if (!Array.isArray(value)) {
    return Object.entries(value).map(([name, one]) => ({ name, value: one, pointer: `${pointer}/${escaped(name)}` }));
  }
  return value.slice(0, MOST_NODES).flatMap((item: unknown, index) => {
    const inner = `${pointer}/${index}`;
    if (isObject(item)) return entriesOf(item, inner);
    return [{ name: '', value: item, pointer: inner }];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

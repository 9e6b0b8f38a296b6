import { dig, isObject, stringOf } from '../../../../lib/json.ts';
import type { Touch } from '../../../../types/document.ts';
import { pointerOf } from '../../pointers.ts';
import { type Condition, PLACEHOLDER } from './chart-lines.ts';
import type { TemplateNode } from './template-tree.ts';
import { UNNAMED } from './value-behind.ts';

/** Beyond this many, anything in the object counts as touched. */
const MAX_TOUCHES = 1_000;

interface Visit {
  /** Conditions that the whole part stands in: where they fail there is nothing to judge. */
  readonly base: ReadonlySet<Condition>;
  readonly touches: Touch[];
}

type Nodes = readonly TemplateNode[];
type Tokens = readonly string[];

/** Where the values of whoever installs a chart reach into a rendered object: what they print, and what they could add. */
export function touchedByValues(data: unknown, documents: readonly Nodes[]): readonly Touch[] {
  const nodes = documentsLike(data, documents).flat();
  if (nodes.length === 0) return [touchOf([], UNNAMED)];
  const heads = nodes.filter((node) => node.key === 'kind' || node.key === 'apiVersion');
  const touches: Touch[] = [];
  visit(data, nodes, [], { base: new Set(heads.flatMap((node) => node.conditions)), touches });
  return touches.length > MAX_TOUCHES ? [touchOf([], UNNAMED)] : touches;
}

/** The documents that may have made an object: those of its kind, by its name where that is written out. */
function documentsLike(data: unknown, documents: readonly Nodes[]): readonly Nodes[] {
  const kind = stringOf(dig(data, 'kind')) ?? '';
  const alike = documents.filter((nodes) =>
    childrenOf(nodes, 'kind').some((node) => node.text.split(/\s+/).includes(kind)),
  );
  const name = stringOf(dig(data, 'metadata', 'name'));
  const isNamed = (nodes: Nodes): boolean => {
    const metadata = insideOf(childrenOf(nodes, 'metadata'));
    return childrenOf(metadata, 'name').some((node) => node.text === name);
  };
  const named = alike.filter(isNamed);
  if (named.length > 0) return named;
  return alike.length > 0 ? alike : documents;
}

function visit(value: unknown, nodes: Nodes, at: Tokens, context: Visit): void {
  if (isNaming(at)) return;
  if (isObject(value)) return visitObject(value, nodes, { at, context });
  if (!Array.isArray(value)) return touch(at, firstValue(nodes, context.base), context);
  const last = at.at(-1);
  if (last === 'containers' || last === 'initContainers') return visitContainers(value, nodes, { at, context });
  touch(at, firstValue(nodes, context.base), context);
}

interface Position {
  readonly at: Tokens;
  readonly context: Visit;
}

function visitObject(value: { readonly [key: string]: unknown }, nodes: Nodes, { at, context }: Position): void {
  const open = nodes.find((node) => node.kind === 'open' && valueAbove(node, context.base) !== undefined);
  if (open && at.at(-1) !== 'metadata') return touch(at, valueAbove(open, context.base), context);
  const byKey = Map.groupBy(nodes, (node) => node.key);
  const any = firstValue(nodes, context.base);
  for (const [key, inner] of Object.entries(value)) {
    const found = byKey.get(key) ?? [];
    const here = [...at, key];
    const decided = found.map((node) => valueAbove(node, context.base)).find((one) => one !== undefined);
    if (decided !== undefined) touch(here, decided, context);
    else if (found.length === 0) touch(here, any, context);
    else visit(inner, insideOf(found), here, context);
  }
  for (const [key, absent] of byKey) {
    if (key !== undefined && !Object.hasOwn(value, key)) touch([...at, key], firstValue(absent, context.base), context);
  }
}

/** A container that a value adds is judged as it stands; one of the template keeps its own keys apart from it. */
function visitContainers(list: readonly unknown[], nodes: Nodes, { at, context }: Position): void {
  const items = nodes.filter((node) => node.kind === 'item');
  for (const [index, container] of list.entries()) {
    const found = itemsLike(container, items);
    const here = [...at, String(index)];
    const base = new Set([...context.base, ...found.flatMap((node) => node.conditions)]);
    if (found.length === 0) touch(here, firstValue(nodes, context.base) ?? UNNAMED, context);
    else visit(container, insideOf(found), here, { ...context, base });
  }
}

function itemsLike(container: unknown, items: Nodes): Nodes {
  const name = stringOf(dig(container, 'name')) ?? '';
  const nameOf = (node: TemplateNode): string => childrenOf(node.children, 'name')[0]?.text ?? PLACEHOLDER;
  const named = items.filter((node) => nameOf(node) === name);
  return named.length > 0 ? named : items.filter((node) => nameOf(node).includes(PLACEHOLDER));
}

/** What a key holds: the lines below it, or a scalar on its own line. */
function insideOf(found: Nodes): Nodes {
  return found.flatMap((node) => node.children);
}

function childrenOf(nodes: Nodes, key: string): Nodes {
  return nodes.filter((node) => node.key === key);
}

function valueAbove({ value, conditions }: TemplateNode, base: ReadonlySet<Condition>): string | undefined {
  return value ?? conditions.findLast((one) => one.value !== undefined && !base.has(one))?.value;
}

function firstValue(nodes: Nodes, base: ReadonlySet<Condition>): string | undefined {
  for (const node of nodes) {
    const value = valueAbove(node, base) ?? firstValue(node.children, base);
    if (value !== undefined) return value;
  }
  return undefined;
}

const NAMING = new Set(['labels', 'selector', 'matchLabels', 'podSelector', 'scaleTargetRef', 'serviceName']);

/** Names, and labels that select, go together: installing a chart under another name breaks none of them. */
function isNaming(at: Tokens): boolean {
  const [parent = '', last = ''] = [at.at(-2), at.at(-1)];
  if (NAMING.has(last)) return true;
  if (last === 'namespace') return parent === 'metadata';
  return last === 'name' && (parent === 'metadata' || /^\d+$/.test(parent));
}

function touch(at: Tokens, value: string | undefined, { touches }: Visit): void {
  if (value === undefined || isNaming(at) || touches.length > MAX_TOUCHES) return;
  touches.push(touchOf(at, value));
}

function touchOf(at: Tokens, value: string): Touch {
  return { pointer: pointerOf(at), by: value, reason: 'unresolved' };
}

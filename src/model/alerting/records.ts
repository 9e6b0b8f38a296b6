import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { QueryNode, SelectorNode } from '../../types/query.ts';
import type { Rule } from './rules.ts';

/** What recording rules of the repository compute, by the name of the series that they write. */
export type Records = ReadonlyMap<string, readonly (QueryNode | undefined)[]>;

const MAX_DEPTH = 5;
const MAX_NODES = 20_000;
const MOST_FOLLOWED = 200;

/** A rule that could not be read gives `undefined`: its series may then be anything. */
export function recordsOf(rules: readonly Rule[]): Records {
  const records = new Map<string, (QueryNode | undefined)[]>();
  for (const { kind, name, query } of rules) {
    if (kind !== 'record') continue;
    const root = query?.status === 'valid' ? query.root : undefined;
    records.set(name, [...(records.get(name) ?? []), root]);
  }
  return records;
}

/** A query's nodes and those of the recording rules behind it. */
export function nodesBehind(first: QueryNode, records: Records): readonly QueryNode[] {
  const nodes: QueryNode[] = [];
  const seen = new Set<string>();
  let level: readonly QueryNode[] = [first];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0 && nodes.length < MAX_NODES; depth += 1) {
    for (const root of level) {
      if (nodes.length < MAX_NODES) for (const node of nodesIn(root)) nodes.push(node);
    }
    const names = level.flatMap(selectorsIn).flatMap(({ metric }) => (typeof metric === 'string' ? [metric] : []));
    const fresh = [...new Set(names)].filter((name) => records.has(name) && !seen.has(name));
    for (const name of fresh) seen.add(name);
    level = fresh.flatMap((name) => (records.get(name) ?? []).filter((node) => node !== undefined));
  }
  return nodes;
}

/** The metrics that a query rests on: recorded series are replaced by what they are computed from. */
export function metricsBehind(root: QueryNode, records: Records): readonly string[] {
  const names = nodesBehind(root, records).flatMap((node) =>
    node.type === 'selector' && typeof node.metric === 'string' && !records.has(node.metric) ? [node.metric] : [],
  );
  return [...new Set(names)];
}

/**
 * What stands behind a selector: those of the rules that record it; the window it is asked over is kept where they have
 * none. Rules that record each other without end, or multiply, are followed only so far.
 */
export function selectorsBehind(selector: SelectorNode, records: Records): readonly SelectorNode[] {
  const found: SelectorNode[] = [];
  const rest: (readonly [SelectorNode, number])[] = [[selector, 0]];
  for (let steps = 0; rest.length > 0 && steps < MOST_FOLLOWED; steps += 1) {
    const [one, depth] = rest.shift() ?? [selector, MAX_DEPTH];
    const roots = depth === MAX_DEPTH ? [] : rootsOf(one, records);
    if (roots.length === 0) found.push(one);
    for (const inner of roots.flatMap(selectorsIn).slice(0, MOST_FOLLOWED)) rest.push([asked(inner, one), depth + 1]);
  }
  return found;
}

function rootsOf({ metric }: SelectorNode, records: Records): readonly QueryNode[] {
  const recorded = typeof metric === 'string' ? (records.get(metric) ?? []) : [];
  return recorded.filter((root) => root !== undefined);
}

function asked(inner: SelectorNode, outer: SelectorNode): SelectorNode {
  const range = inner.range ?? outer.range;
  const matchers = [...inner.matchers, ...outer.matchers];
  return { ...inner, matchers, ...(range === undefined ? {} : { range }) };
}

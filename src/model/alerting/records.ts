import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { QueryNode } from '../../types/query.ts';
import type { Rule } from './rules.ts';

/** What recording rules of the repository compute, by the name of the series that they write. */
export type Records = ReadonlyMap<string, readonly (QueryNode | undefined)[]>;

const MAX_DEPTH = 5;
const MAX_NODES = 20_000;

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

import type { QueryNode, SelectorNode } from '../../types/query.ts';

/** Every node of a query, outermost first. */
export function nodesIn(root: QueryNode): readonly QueryNode[] {
  const nodes: QueryNode[] = [];
  const rest: QueryNode[] = [root];
  for (let node = rest.pop(); node; node = rest.pop()) {
    nodes.push(node);
    rest.push(...[...partsOf(node)].reverse());
  }
  return nodes;
}

/** The operands of a node. */
export function partsOf(node: QueryNode): readonly QueryNode[] {
  if (node.type === 'call' || node.type === 'aggregate') return node.arguments;
  if (node.type === 'binary') return [node.left, node.right];
  return node.type === 'negated' || node.type === 'subquery' ? [node.of] : [];
}

export function selectorsIn(root: QueryNode): readonly SelectorNode[] {
  return nodesIn(root).filter((node) => node.type === 'selector');
}

/** The metrics that a query names, each once; what is filled in later is left out. */
export function metricsIn(root: QueryNode): readonly string[] {
  const names = selectorsIn(root).flatMap(({ metric }) => (typeof metric === 'string' ? [metric] : []));
  return [...new Set(names)];
}

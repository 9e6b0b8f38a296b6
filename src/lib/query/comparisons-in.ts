import type { BinaryNode, QueryNode } from '../../types/query.ts';
import { constantOf } from './constant-of.ts';

/** Something that is compared with a constant, written as if the constant stood on the right. */
export interface Comparison {
  readonly node: BinaryNode;
  readonly of: QueryNode;
  readonly operator: ComparisonOperator;
  readonly threshold: number;
}

export type ComparisonOperator = '>' | '>=' | '<' | '<=' | '==' | '!=';

const TURNED: Readonly<Record<string, ComparisonOperator>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

/** The node as a comparison with a constant; undefined for anything else. */
export function comparisonOf(node: QueryNode): Comparison | undefined {
  if (node.type !== 'binary' || TURNED[node.operator] === undefined || node.bool) return undefined;
  const operator = node.operator as ComparisonOperator; // Every operator in the table is one.
  const right = constantOf(node.right);
  if (right !== undefined) return { node, of: node.left, operator, threshold: right };
  const left = constantOf(node.left);
  const turned = TURNED[operator];
  return left === undefined || !turned ? undefined : { node, of: node.right, operator: turned, threshold: left };
}

import type { QueryNode } from '../../types/query.ts';
import { constantOf } from './constant-of.ts';

export interface Ratio {
  readonly numerator: QueryNode;
  readonly denominator: QueryNode;
  /** It is one less the ratio: `1 - good / all`. */
  readonly complement: boolean;
}

/** A quotient of two things that are measured, as it stands or subtracted from one; undefined for anything else. */
export function ratioOf(node: QueryNode): Ratio | undefined {
  if (node.type !== 'binary') return undefined;
  if (node.operator === '-' && constantOf(node.left) === 1) {
    const ratio = ratioOf(node.right);
    return ratio && { ...ratio, complement: !ratio.complement };
  }
  if (node.operator !== '/' || constantOf(node.left) !== undefined || constantOf(node.right) !== undefined) {
    return undefined;
  }
  return { numerator: node.left, denominator: node.right, complement: false };
}

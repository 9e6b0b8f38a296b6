import type { QueryNode } from '../../types/query.ts';
import { constantOf } from './constant-of.ts';

export interface Ratio {
  readonly numerator: QueryNode;
  readonly denominator: QueryNode;
  /** What the quotient is multiplied by: 100 in `100 * errors / all`. */
  readonly scale: number;
  /** It is one less the ratio: `1 - good / all`. */
  readonly complement: boolean;
}

/** A quotient of two things that are measured, as it stands or subtracted from one; undefined for anything else. */
export function ratioOf(node: QueryNode): Ratio | undefined {
  if (node.type !== 'binary') return undefined;
  if (node.operator === '-' && constantOf(node.left) === 1) {
    const ratio = ratioOf(node.right);
    return ratio?.scale === 1 ? { ...ratio, complement: !ratio.complement } : undefined;
  }
  if (node.operator !== '/' || constantOf(node.left) !== undefined || constantOf(node.right) !== undefined) {
    return undefined;
  }
  const { factor, of } = withoutFactor(node.left);
  return { numerator: of, denominator: node.right, scale: factor, complement: false };
}

/** A product of something measured and a constant, taken apart; a factor of 1 where there is none. */
export function withoutFactor(node: QueryNode): { readonly factor: number; readonly of: QueryNode } {
  if (node.type !== 'binary' || (node.operator !== '*' && node.operator !== '/')) return { factor: 1, of: node };
  const right = constantOf(node.right);
  if (right !== undefined && right > 0) return { factor: node.operator === '*' ? right : 1 / right, of: node.left };
  const left = node.operator === '*' ? constantOf(node.left) : undefined;
  return left !== undefined && left > 0 ? { factor: left, of: node.right } : { factor: 1, of: node };
}

import { type Comparison, comparisonOf } from '../../lib/query/comparisons-in.ts';
import { constantOf } from '../../lib/query/constant-of.ts';
import { metricsIn, nodesIn } from '../../lib/query/nodes-in.ts';
import { ratioOf, withoutFactor } from '../../lib/query/ratio-of.ts';
import type { QueryNode } from '../../types/query.ts';
import type { Records } from './records.ts';

/** A pair of windows over which an error ratio must lie above one threshold: how fast a budget burns. */
export interface BurnPair {
  readonly longWindowSeconds: number;
  readonly shortWindowSeconds: number;
  /** On the error ratio. */
  readonly threshold: number;
  /** As written, where the threshold is a product: `14.4 * 0.001`. */
  readonly factor?: number;
  readonly budget?: number;
  /** The series compared, the recorded ones as they are named. */
  readonly series: readonly string[];
  /** What has to hold for it: both sides. */
  readonly node: QueryNode;
}

/** The burn-rate pairs in an alert's expression; none where it is no alert on a budget. */
export function burnPairs(root: QueryNode, records: Records): readonly BurnPair[] {
  return operandsOf('or', root).flatMap((part) => {
    const sides = operandsOf('and', part).map((side) => sideOf(side, records));
    const [one, other] = sides;
    if (!one || !other || sides.length !== 2) return [];
    if (one.threshold !== other.threshold || one.window === other.window) return [];
    const { threshold, factor, budget } = one;
    return [
      {
        longWindowSeconds: Math.max(one.window, other.window),
        shortWindowSeconds: Math.min(one.window, other.window),
        threshold,
        ...(factor === undefined || budget === undefined ? {} : { factor, budget }),
        series: [...new Set([...one.series, ...other.series])].sort(),
        node: part,
      },
    ];
  });
}

function operandsOf(operator: string, node: QueryNode): readonly QueryNode[] {
  if (node.type !== 'binary' || node.operator !== operator) return [node];
  return [...operandsOf(operator, node.left), ...operandsOf(operator, node.right)];
}

interface Side {
  readonly window: number;
  readonly threshold: number;
  readonly factor?: number;
  readonly budget?: number;
  readonly series: readonly string[];
}

/** Generators wrap the comparison in an aggregation that drops the label which tells windows apart. */
function sideOf(node: QueryNode, records: Records): Side | undefined {
  const [only] = node.type === 'aggregate' && node.arguments.length === 1 ? node.arguments : [];
  if (only) return sideOf(only, records);
  const comparison = comparisonOf(node);
  if (!comparison?.operator.startsWith('>')) return undefined;
  // `ratio / 0.001 > 14.4` and `100 * errors / all > 1.44` say the same as `errors / all > 0.0144`.
  const { factor, of: ratio } = withoutFactor(comparison.of);
  const times = factor * (ratioOf(ratio)?.scale ?? 1);
  const window = windowOf(ratio, records);
  if (window === undefined || !isRatio(ratio, records)) return undefined;
  const threshold = exact(comparison.threshold / times);
  const product = comparison.node.left === comparison.of ? comparison.node.right : comparison.node.left;
  return {
    window,
    threshold,
    ...(times === 1 ? factorsOf(product) : quotientOf(comparison)),
    series: metricsIn(ratio),
  };
}

/** Takes away what binary fractions add to a quotient. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function factorsOf(node: QueryNode): Pick<Side, 'factor' | 'budget'> {
  if (node.type !== 'binary' || node.operator !== '*') return {};
  const factors = [constantOf(node.left), constantOf(node.right)].filter((each) => each !== undefined);
  const [small, large] = factors.sort((one, other) => one - other);
  return small === undefined || large === undefined || small >= 1 ? {} : { factor: large, budget: small };
}

/** `ratio / 0.001 > 14.4` names both factors too. */
function quotientOf({ of, threshold }: Comparison): Pick<Side, 'factor' | 'budget'> {
  const budget = of.type === 'binary' && of.operator === '/' ? constantOf(of.right) : undefined;
  return budget === undefined || budget <= 0 || budget >= 1 ? {} : { factor: threshold, budget };
}

/** What rules and their generators write at the end of a recorded ratio's name. */
const WINDOW_IN_NAME = /(?:rate|ratio|burn)_?(\d{1,5})([smhdw])$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** The longest window that it looks back over, in seconds. */
function windowOf(node: QueryNode, records: Records): number | undefined {
  const windows = nodesIn(node).flatMap((each): readonly number[] => {
    if (each.type === 'subquery') return typeof each.range === 'number' ? [each.range] : [];
    if (each.type !== 'selector') return [];
    if (typeof each.range === 'number') return [each.range];
    if (typeof each.metric !== 'string') return [];
    const named = WINDOW_IN_NAME.exec(each.metric);
    if (named) return [Number(named[1]) * (SECONDS[named[2] ?? ''] ?? 0)];
    return (records.get(each.metric) ?? []).flatMap((behind) => (behind ? (windowOf(behind, new Map()) ?? []) : []));
  });
  return windows.length === 0 ? undefined : Math.max(...windows);
}

function isRatio(node: QueryNode, records: Records): boolean {
  if (ratioOf(node)) return true;
  if (node.type === 'aggregate' && node.arguments.length === 1)
    return node.arguments.some((each) => isRatio(each, records));
  if (node.type === 'subquery') return isRatio(node.of, records);
  if (node.type === 'call') return node.arguments.some((each) => isRatio(each, records));
  if (node.type !== 'selector' || typeof node.metric !== 'string') return false;
  const behind = records.get(node.metric);
  if (behind) return behind.some((each) => each !== undefined && isRatio(each, new Map()));
  return /ratio|burn_?rate/.test(node.metric);
}

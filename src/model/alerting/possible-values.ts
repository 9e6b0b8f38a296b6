import { constantOf } from '../../lib/query/constant-of.ts';
import { ratioOf } from '../../lib/query/ratio-of.ts';
import type { AggregateNode, BinaryNode, CallNode, QueryNode } from '../../types/query.ts';
import { isShare } from './is-share.ts';
import type { Records } from './records.ts';
import { clampSpan, combineSpans, filterSpan, type Span, span, unionOf } from './span.ts';

const ANYTHING = span(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
const NOT_NEGATIVE = span(0, Number.POSITIVE_INFINITY, 'a count or a rate is never negative');
const AT_LEAST_ONE = span(1, Number.POSITIVE_INFINITY, 'count() of nothing gives no series at all, never 0');
const FLAG = span(0, 1, 'it is 0 or 1');
const ONE = span(1, 1, 'it is always 1');
const SHARE = span(0, 1, 'a share of the whole is between 0 and 1');
const FLAGS = new Set(['up', 'probe_success']);
const MAX_DEPTH = 300;

const CALLS: ReadonlyMap<string, Span> = new Map([
  ...['rate', 'increase', 'irate', 'resets', 'changes', 'time'].map((name) => [name, NOT_NEGATIVE] as const),
  ...['absent', 'absent_over_time', 'present_over_time'].map((name) => [name, ONE] as const),
  ['count_over_time', AT_LEAST_ONE],
  ['histogram_fraction', SHARE],
]);
/** Calls whose values are those of one of their arguments. */
const KEEPING = new Map([
  ...['avg_over_time', 'max_over_time', 'min_over_time', 'last_over_time', 'first_over_time'].map(
    (n) => [n, 0] as const,
  ),
  ...['label_replace', 'label_join', 'sort', 'sort_desc', 'vector'].map((name) => [name, 0] as const),
  ['quantile_over_time', 1],
]);
const AGGREGATES: ReadonlyMap<string, Span> = new Map([
  ['count', AT_LEAST_ONE],
  ['group', ONE],
  ['stddev', NOT_NEGATIVE],
  ['stdvar', NOT_NEGATIVE],
]);

/**
 * Between which values a query can lie, and whether it can give a series at all. Where arithmetic does not tell, it can
 * be anything: what is concluded here holds whatever the series are.
 */
export function possibleValues(node: QueryNode, records: Records, depth = 0): Span {
  const constant = constantOf(node);
  if (constant !== undefined) return span(constant, constant);
  if (depth > MAX_DEPTH) return ANYTHING;
  const of = (part: QueryNode | undefined): Span => (part ? possibleValues(part, records, depth + 1) : ANYTHING);
  switch (node.type) {
    case 'selector':
      if (typeof node.metric !== 'string') return ANYTHING;
      return FLAGS.has(node.metric) ? FLAG : recordedValues(node.metric, records, depth);
    case 'subquery':
      return of(node.of);
    case 'negated':
      return combineSpans('-', span(0, 0), of(node.of)) ?? ANYTHING;
    case 'call':
      return ofCall(node, of);
    case 'aggregate':
      return ofAggregate(node, of);
    case 'binary':
      return ofBinary(node, of);
    default:
      return ANYTHING;
  }
}

/** What each recorded series can be, reckoned once: rules may build on each other many times over. */
const reckoned = new WeakMap<Records, Map<string, Span>>();

function recordedValues(metric: string, records: Records, depth: number): Span {
  const behind = records.get(metric);
  if (!behind) return ANYTHING;
  const known = reckoned.get(records) ?? new Map<string, Span>();
  reckoned.set(records, known);
  const found = known.get(metric);
  if (found) return found;
  // Whoever comes back to it in a circle learns nothing.
  known.set(metric, ANYTHING);
  const values = unionOf(behind.map((part) => (part ? possibleValues(part, records, depth + 1) : ANYTHING)));
  known.set(metric, values);
  return values;
}

type Of = (part: QueryNode | undefined) => Span;

function ofCall({ name, arguments: args }: CallNode, of: Of): Span {
  if (name === 'absent' || name === 'absent_over_time') return ONE;
  if (name === 'scalar') return { ...of(args[0]), never: undefined };
  const never = args.map(of).find((each) => each.never !== undefined);
  if (never) return never;
  if (name.startsWith('clamp')) return clampSpan(name, of(args[0]), args.slice(1).map(constantOf)) ?? ANYTHING;
  const kept = KEEPING.get(name);
  return kept === undefined ? (CALLS.get(name) ?? ANYTHING) : of(args[kept]);
}

function ofAggregate({ name, arguments: args }: AggregateNode, of: Of): Span {
  const values = of(args.at(-1));
  if (values.never !== undefined) return values;
  const known = AGGREGATES.get(name);
  if (known) return known;
  if (name === 'sum') return values.min >= 0 ? { ...NOT_NEGATIVE, min: values.min } : ANYTHING;
  return name === 'count_values' ? ANYTHING : values;
}

function ofBinary(node: BinaryNode, of: Of): Span {
  const { operator, left, right, bool } = node;
  const ratio = operator === '/' ? ratioOf(node) : undefined;
  const one = of(left);
  const other = of(right);
  if (operator === 'or') return unionOf([one, other]);
  if (operator === 'unless') return one;
  if (one.never !== undefined) return one;
  if (other.never !== undefined) return other;
  if (operator === 'and') return one;
  if (bool) return FLAG;
  if (ratio && isShare(ratio.numerator, ratio.denominator)) return { ...SHARE, max: ratio.scale };
  return filterSpan(operator, one, other) ?? combineSpans(operator, one, other) ?? ANYTHING;
}

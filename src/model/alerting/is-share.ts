import { isDeepStrictEqual } from 'node:util';
import type { AggregateNode, CallNode, QueryNode, SelectorNode } from '../../types/query.ts';

const OVER_COUNTERS = new Set(['rate', 'increase', 'irate']);

/** Whether one query counts a part of what the other counts, so that their quotient lies between 0 and 1. */
export function isShare(part: QueryNode, whole: QueryNode): boolean {
  if (part.type !== 'aggregate' || whole.type !== 'aggregate') return false;
  if (part.name !== whole.name || !isGroupedFinerOrEqual(part, whole)) return false;
  const [one] = part.arguments;
  const [other] = whole.arguments;
  if (!one || !other || part.arguments.length !== 1 || whole.arguments.length !== 1) return false;
  if (part.name === 'count') return isNarrowerSelector(one, other);
  return part.name === 'sum' && isCounterCall(one) && isCounterCall(other) && isNarrowerCall(one, other);
}

function isGroupedFinerOrEqual(part: AggregateNode, whole: AggregateNode): boolean {
  if (part.without || whole.without) return isDeepStrictEqual([part.without, part.by], [whole.without, whole.by]);
  const labels = new Set(part.by);
  return (whole.by ?? []).every((label) => labels.has(label));
}

function isCounterCall(node: QueryNode): node is CallNode {
  return node.type === 'call' && OVER_COUNTERS.has(node.name);
}

function isNarrowerCall(one: CallNode, other: CallNode): boolean {
  const [part] = one.arguments;
  const [whole] = other.arguments;
  return one.name === other.name && part !== undefined && whole !== undefined && isNarrowerSelector(part, whole);
}

function isNarrowerSelector(part: QueryNode, whole: QueryNode): boolean {
  if (part.type !== 'selector' || whole.type !== 'selector') return false;
  return (
    isSameSeries(part, whole) &&
    isDeepStrictEqual([part.range, part.offset], [whole.range, whole.offset]) &&
    whole.matchers.every((matcher) => part.matchers.some((each) => isDeepStrictEqual(each, matcher)))
  );
}

/** One bucket of a histogram counts a part of all that the histogram counts. */
function isSameSeries(part: SelectorNode, whole: SelectorNode): boolean {
  if (typeof part.metric !== 'string' || typeof whole.metric !== 'string') return false;
  if (part.metric === whole.metric) return !part.metric.endsWith('_bucket') || hasOneBucket(whole);
  const isBucketOfCount = part.metric.replace(/_bucket$/, '_count') === whole.metric;
  return isBucketOfCount && hasOneBucket(part);
}

/** Buckets are cumulative, so that only one of them may be counted. */
function hasOneBucket({ matchers }: SelectorNode): boolean {
  return matchers.some(({ label, operator }) => label === 'le' && operator === '=');
}

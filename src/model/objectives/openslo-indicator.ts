import { dig, isObject, stringOf } from '../../lib/json.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import type { FindNamed, ReadIndicator } from './read-objective.ts';

const PARTS = ['good', 'bad', 'total', 'raw'];

/** What an OpenSLO objective measures: an indicator in it, one it names, or (v1alpha) the ratio at the objective. */
export function openSloIndicator(object: KubeObject, objective: unknown, find: FindNamed): ReadIndicator {
  const spec = dig(object.data, 'spec');
  const reference = stringOf(dig(spec, 'indicatorRef'));
  const named = reference === undefined ? undefined : find('SLI', reference);
  if (reference !== undefined && !named)
    return { queries: [], unread: `the indicator ${reference} is not in this repository` };
  const indicator = named ? dig(named.data, 'spec') : dig(spec, 'indicator', 'spec');
  const ratio = dig(indicator, 'ratioMetric') ?? dig(objective, 'ratioMetrics') ?? dig(indicator, 'ratioMetrics');
  const threshold = dig(indicator, 'thresholdMetric') ?? dig(spec, 'indicator', 'thresholdMetric');
  const metrics = isObject(ratio) ? PARTS.map((part) => ratio[part]).filter(isObject) : [threshold].filter(isObject);
  return indicatorOf(metrics);
}

function indicatorOf(metrics: readonly unknown[]): ReadIndicator {
  const sources = metrics.map((metric) => dig(metric, 'metricSource') ?? metric);
  const foreign = sources
    .map((source) => stringOf(dig(source, 'type')) ?? stringOf(dig(source, 'source')))
    .find((type) => type !== undefined && !/prometheus|thanos|mimir|cortex|victoria|promql/i.test(type));
  if (foreign !== undefined) return { queries: [], unread: `queries of ${foreign.slice(0, 60)} are not read` };
  const queries = sources.flatMap((source) => {
    const query = dig(source, 'spec', 'query') ?? dig(source, 'spec', 'promql') ?? dig(source, 'query');
    return typeof query === 'string' ? [query] : [];
  });
  return queries.length > 0 ? { queries } : { queries, unread: 'it names no query that is read' };
}

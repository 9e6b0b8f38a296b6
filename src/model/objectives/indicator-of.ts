import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { IndicatorKind } from '../../types/config.ts';
import type { Query, QueryNode, SelectorNode } from '../../types/query.ts';
import type { FactValue } from '../../types/subject.ts';
import { type Records, selectorsBehind } from '../alerting/records.ts';
import { unknown } from '../unknown.ts';
import type { ReadIndicator } from './read-objective.ts';

/** What an indicator measures, as far as its queries tell. */
export interface Indicator {
  readonly kind: FactValue;
  readonly metrics: FactValue;
  /** Metrics of machines and processes, which can be well while users fail. */
  readonly resourceMetrics: FactValue;
  /** Upper bounds of histogram buckets that it counts. */
  readonly bounds: readonly string[];
  readonly selectors: readonly SelectorNode[];
  /** Why a query cannot be loaded. */
  readonly problems: readonly string[];
}

/**
 * Families that describe machines, containers and processes. Sources: the metrics of node_exporter, cAdvisor,
 * kube-state-metrics, and those that the Prometheus client libraries add by themselves.
 */
const RESOURCE =
  /^(?:node_|container_|process_|go_|jvm_|python_gc_|nodejs_|machine_|kube_(?:pod|node|deployment|statefulset|daemonset|replicaset)_)|^up$/;
const FRESHNESS = /(?:_|^)(?:timestamp|last_success\w*|last_successful\w*|freshness|staleness|lag|age)(?:_|$)/;

export function indicatorOf(read: ReadIndicator, queries: ReadonlyMap<string, Query>, records: Records): Indicator {
  const parsed = read.queries.map((text) => queries.get(text));
  const roots = parsed.flatMap((query) => (query?.status === 'valid' ? [query.root] : []));
  const problems = parsed.flatMap((query) =>
    query?.status === 'invalid'
      ? [
          `a query cannot be loaded: ${query.problem.message} (line ${query.problem.line}, column ${query.problem.column})`,
        ]
      : [],
  );
  const selectors = roots.flatMap(selectorsIn).flatMap((selector) => selectorsBehind(selector, records));
  const metrics = metricsOf(selectors);
  const open = openness(read, parsed, metrics);
  return {
    kind: read.kind ?? open ?? kindOf(roots, selectors),
    metrics: open ?? metrics,
    resourceMetrics: open ?? metrics.filter((metric) => RESOURCE.test(metric)),
    bounds: boundsOf(selectors),
    selectors,
    problems,
  };
}

/** Why nothing can be concluded from the queries; undefined where all of them were read down to what is measured. */
function openness(read: ReadIndicator, parsed: readonly (Query | undefined)[], metrics: readonly string[]) {
  if (read.unread !== undefined) return unknown('unread', read.unread);
  if (parsed.some((query) => query?.status !== 'valid')) return unknown('unread', 'a query of it could not be read');
  const recorded = metrics.find((metric) => metric.includes(':'));
  if (recorded !== undefined) return unknown('unread', `what ${recorded} records stands nowhere here`);
  return metrics.length === 0 ? unknown('unread', 'its queries name no metric') : undefined;
}

function kindOf(roots: readonly QueryNode[], selectors: readonly SelectorNode[]): IndicatorKind {
  const calls = roots.flatMap(nodesIn).flatMap((node) => (node.type === 'call' ? [node.name] : []));
  if (boundsOf(selectors).length > 0 || calls.some((name) => /^histogram_(?:quantile|fraction)$/.test(name))) {
    return 'latency';
  }
  const isFresh = calls.includes('time') || metricsOf(selectors).some((name) => FRESHNESS.test(name));
  return isFresh ? 'freshness' : 'availability';
}

function metricsOf(selectors: readonly SelectorNode[]): readonly string[] {
  return [...new Set(selectors.flatMap(({ metric }) => (typeof metric === 'string' ? [metric] : [])))].sort();
}

function boundsOf(selectors: readonly SelectorNode[]): readonly string[] {
  const bounds = selectors.flatMap(({ metric, matchers }) =>
    typeof metric === 'string' && metric.endsWith('_bucket')
      ? matchers.flatMap(({ label, value }) => (label === 'le' && typeof value === 'string' ? [value] : []))
      : [],
  );
  return [...new Set(bounds)].filter((bound) => bound !== '+Inf').sort();
}

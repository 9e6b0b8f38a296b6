import { isObject } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';

/** Objects that hold queries; files of Prometheus, Sloth and Grafana say no kind, and are told by what they hold. */
const KINDS = new Set(
  [
    'PrometheusRule VMRule GlobalRules PrometheusServiceLevel ServiceLevelObjective SLO SLI AlertCondition',
    'AnalysisTemplate ClusterAnalysisTemplate Rollout Canary MetricTemplate ScaledObject ScaledJob Schedule Workflow',
  ].flatMap((line) => line.split(' ')),
);
const FILES = ['groups', 'slos', 'panels', 'rows', 'dashboard'];
const KEYS = /^(?:expr|query|metric|raw|(?:error|total|good|bad|error_?ratio)_?query)$/i;
const MAX_PER_DOCUMENT = 5_000;
const MAX_STEPS = 500_000;

/** Every text of a document that may be a query, by where such documents keep theirs. */
export function expressionsOf({ data }: Document): readonly string[] {
  if (!isObject(data) || !mayHoldQueries(data)) return [];
  const found: string[] = [];
  const rest: unknown[] = [data];
  for (let steps = 0; rest.length > 0 && found.length < MAX_PER_DOCUMENT && steps < MAX_STEPS; steps += 1) {
    const value = rest.pop();
    if (Array.isArray(value)) rest.push(...value.slice(0, MAX_PER_DOCUMENT));
    else if (isObject(value)) {
      for (const [key, entry] of Object.entries(value)) {
        if (typeof entry === 'object') rest.push(entry);
        else if (typeof entry === 'string' && KEYS.test(key)) found.push(entry);
      }
    }
  }
  return found;
}

function mayHoldQueries(data: { readonly [key: string]: unknown }): boolean {
  const kind = data['kind'];
  return typeof kind === 'string'
    ? KINDS.has(kind) || kind.endsWith('List')
    : FILES.some((key) => Object.hasOwn(data, key));
}

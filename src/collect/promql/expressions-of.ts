import { isObject, type JsonObject } from '../../lib/json.ts';
import { expressionsInCode } from '../../lib/query/expressions-in-code.ts';
import type { Document } from '../../types/document.ts';
import type { MarkdownData } from '../../types/markdown.ts';

/** Objects that hold queries; files of Prometheus, Sloth and Grafana say no kind, and are told by what they hold. */
const KINDS = new Set(
  [
    'PrometheusRule VMRule GlobalRules Rules ClusterRules PrometheusServiceLevel ServiceLevelObjective SLO SLI AlertCondition',
    'AnalysisTemplate ClusterAnalysisTemplate Rollout Canary MetricTemplate ScaledObject ScaledJob Schedule Workflow',
  ].flatMap((line) => line.split(' ')),
);
const FILES = ['groups', 'slos', 'panels', 'rows', 'dashboard'];
const KEYS = /^(?:expr|query|metric|raw|(?:error|total|good|bad|error_?ratio)_?query)$/i;
const MAX_PER_DOCUMENT = 5_000;
const MOST_PER_PAGE = 200;
const MAX_STEPS = 500_000;

/** Every text of a document that may be a query, by where such documents keep theirs. */
export function expressionsOf({ data, format }: Document): readonly string[] {
  if (format === 'markdown') return inProse(data as MarkdownData).slice(0, MOST_PER_PAGE); // Of our own reader alone.
  if (!isObject(data) || !mayHoldQueries(data)) return [];
  const texts = objectsIn(data).flatMap((object) =>
    Object.entries(object).flatMap(([key, entry]) => (typeof entry === 'string' && KEYS.test(key) ? [entry] : [])),
  );
  return texts.slice(0, MAX_PER_DOCUMENT);
}

function inProse({ commands }: MarkdownData): readonly string[] {
  return commands.flatMap(expressionsInCode);
}

/** Whether a document is of a kind that holds queries and alerts. */
export function mayHoldQueries(data: JsonObject): boolean {
  const kind = data['kind'];
  if (typeof kind === 'string') return KINDS.has(kind) || kind.endsWith('List');
  return FILES.some((key) => Object.hasOwn(data, key));
}

/** Every object in a value, as far as our bounds let us look. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const rest: unknown[] = [value];
  for (let steps = 0; rest.length > 0 && steps < MAX_STEPS; steps += 1) {
    const next = rest.pop();
    if (isObject(next)) found.push(next);
    if (typeof next === 'object' && next !== null) {
      for (const entry of Object.values(next)) if (typeof entry === 'object' && entry !== null) rest.push(entry);
    }
  }
  return found;
}

import { arrayOf, dig, isObject, stringMap, stringOf } from '../../lib/json.ts';

/**
 * A label selector as the API server evaluates it: every `matchLabels` pair and every expression must hold.
 * `NotIn` and `DoesNotExist` hold for a label that is not there.
 * Source: Kubernetes documentation, "Labels and Selectors".
 */
export interface LabelSelector {
  readonly labels: ReadonlyMap<string, string>;
  readonly expressions: readonly Expression[];
}

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Reads a `LabelSelector`; undefined for a missing one, which is not the same as an empty one. Any other field, such as
 * labels without `matchLabels` around them, is refused by the API server: it is read as an expression that never holds.
 */
export function readSelector(value: unknown): LabelSelector | undefined {
  if (!isObject(value)) return undefined;
  return {
    labels: stringMap(value['matchLabels']),
    expressions: [
      ...arrayOf(value['matchExpressions']).map((entry) => ({
        key: stringOf(dig(entry, 'key')) ?? '',
        operator: stringOf(dig(entry, 'operator')) ?? '',
        values: arrayOf(dig(entry, 'values')).flatMap((one) => stringOf(one) ?? []),
      })),
      ...Object.keys(value)
        .filter((field) => field !== 'matchLabels' && field !== 'matchExpressions')
        .map((field) => ({ key: field, operator: 'unknown field', values: [] })),
    ],
  };
}

/** Reads the plain map of labels that Services and ReplicationControllers use. */
export function readMapSelector(value: unknown): LabelSelector | undefined {
  const labels = stringMap(value);
  return labels.size === 0 ? undefined : { labels, expressions: [] };
}

export function isEmptySelector(selector: LabelSelector): boolean {
  return selector.labels.size === 0 && selector.expressions.length === 0;
}

export function selectorMatches(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of selector.labels) if (labels.get(key) !== value) return false;
  return selector.expressions.every((expression) => expressionHolds(expression, labels.get(expression.key)));
}

function expressionHolds({ operator, values }: Expression, label: string | undefined): boolean {
  if (operator === 'In') return label !== undefined && values.includes(label);
  if (operator === 'NotIn') return label === undefined || !values.includes(label);
  if (operator === 'Exists') return label !== undefined;
  if (operator === 'DoesNotExist') return label === undefined;
  // The API server refuses any other operator, so nothing is ever selected by it.
  return false;
}

/** A label pair that every selected object must carry, for an index to start from; undefined where there is none. */
export function requiredPair(selector: LabelSelector): string | undefined {
  for (const [key, value] of selector.labels) return `${key}=${value}`;
  const sole = selector.expressions.find(({ operator, values }) => operator === 'In' && values.length === 1);
  return sole && `${sole.key}=${sole.values[0]}`;
}

import { arrayOf, dig, numberOf } from '../../../lib/json.ts';
import { linkerdRules } from '../traffic/gateway-rules.ts';
import { putTraffic } from '../traffic/rule.ts';
import type { EndpointContext } from './context.ts';

/** Linkerd repeats at most a fifth more where a profile says nothing of a budget. */
const DEFAULT_RATIO = 0.2;

/** A Linkerd ServiceProfile: how long its routes may take, what is repeated, and how much in all. */
export function putServiceProfile({ object, sheet }: EndpointContext): readonly [] {
  const rules = linkerdRules(object);
  sheet.put('external', false, object, '/kind');
  putTraffic(sheet, object, rules);
  const isRepeating = arrayOf(dig(object.data, 'spec', 'routes')).some((route) => dig(route, 'isRetryable') === true);
  if (!isRepeating) return [];
  const budget = '/spec/retryBudget';
  const ratio = numberOf(dig(object.data, 'spec', 'retryBudget', 'retryRatio')) ?? DEFAULT_RATIO;
  sheet.put('retries', {}, object, budget);
  sheet.put('retries.budgetPercent', Math.round(ratio * 1000) / 10, object, budget);
  const writing = rules.filter(({ repeatsWrites }) => repeatsWrites);
  const at = writing[0]?.at ?? '/spec/routes';
  sheet.put(
    'retries.writes',
    writing.map(({ label }) => label),
    object,
    at,
  );
  return [];
}

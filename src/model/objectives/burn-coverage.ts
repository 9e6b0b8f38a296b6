import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { QueryNode, SelectorNode } from '../../types/query.ts';
import { type BurnPair, burnPairs } from '../alerting/burn-of.ts';
import { type Records, selectorsBehind } from '../alerting/records.ts';
import type { RuleBook } from '../alerting/rule-book.ts';
import type { Rule } from '../alerting/rules.ts';

/** One way in which an alert on a budget fires. */
export interface BurnAlert {
  readonly rule: Rule;
  readonly severity: 'page' | 'ticket';
  readonly pair: BurnPair;
}

/** What alerts watch, by the metrics that they ask for; read once for all objectives. */
export interface Watches {
  readonly burns: ReadonlyMap<string, readonly (BurnAlert & { readonly asked: readonly SelectorNode[] })[]>;
  readonly absent: ReadonlyMap<string, Rule>;
}

export function readWatches({ alerts, records }: RuleBook): Watches {
  const valid = alerts.flatMap((rule) => (rule.query?.status === 'valid' ? [{ rule, root: rule.query.root }] : []));
  const burns = valid.flatMap(({ rule, root }) => burnsOf(rule, root, records));
  const absent = new Map<string, Rule>();
  for (const { rule, root } of valid) for (const metric of absentIn(root, records)) absent.set(metric, rule);
  return { burns: Map.groupBy(burns, ({ asked }) => metricSet(asked)), absent };
}

/** The alerts that compare what an objective measures with a threshold, over two windows. */
export function burnAlertsOn(selectors: readonly SelectorNode[], { burns }: Watches): readonly BurnAlert[] {
  return (burns.get(metricSet(selectors)) ?? []).filter(({ asked }) => !contradict(selectors, asked));
}

/** The alert that fires when what is measured is not there at all. */
export function tellsAbsence(selectors: readonly SelectorNode[], { absent }: Watches): Rule | undefined {
  return metricsOf(selectors)
    .map((metric) => absent.get(metric))
    .find((alert) => alert !== undefined);
}

const PAGE = /page|critical|urgent|sev-?[01]\b|p[01]\b/i;

/** Whether a severity wakes somebody. */
export function severityOf(label = ''): 'page' | 'ticket' {
  return PAGE.test(label) ? 'page' : 'ticket';
}

function burnsOf(rule: Rule, root: QueryNode, records: Records) {
  const severity = severityOf(rule.labels.get('severity'));
  return burnPairs(root, records).flatMap((pair) => {
    const asked = selectorsIn(pair.node).flatMap((selector) => selectorsBehind(selector, records));
    return metricsOf(asked).length === 0 ? [] : [{ rule, severity, pair, asked }];
  });
}

function absentIn(root: QueryNode, records: Records): readonly string[] {
  const calls = nodesIn(root).filter((node) => node.type === 'call' && /^absent(?:_over_time)?$/.test(node.name));
  return metricsOf(calls.flatMap(selectorsIn).flatMap((selector) => selectorsBehind(selector, records)));
}

function metricSet(selectors: readonly SelectorNode[]): string {
  return metricsOf(selectors).join('\n');
}

function metricsOf(selectors: readonly SelectorNode[]): readonly string[] {
  return [...new Set(selectors.flatMap(({ metric }) => (typeof metric === 'string' ? [metric] : [])))].sort();
}

/** Labels that say what happened to a request, not which requests are meant. */
const OUTCOMES = /^(?:le|status|status_code|code|grpc_code|response_code|outcome|result|error)$/;

/** Whether they speak of different things: the same label is asked for with different values. */
function contradict(one: readonly SelectorNode[], other: readonly SelectorNode[]): boolean {
  const values = identities(one);
  return [...identities(other)].some(([label, value]) => (values.get(label) ?? value) !== value);
}

function identities(selectors: readonly SelectorNode[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { label, operator, value } of selectors.flatMap(({ matchers }) => matchers)) {
    if (operator === '=' && typeof value === 'string' && !OUTCOMES.test(label)) known.set(label, value);
  }
  return known;
}

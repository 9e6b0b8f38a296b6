import { comparisonOf } from '../../lib/query/comparisons-in.ts';
import { constantOf } from '../../lib/query/constant-of.ts';
import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { QueryNode, SelectorNode } from '../../types/query.ts';
import type { AlertRule, Rules } from './rule-groups.ts';

/** One way in which an alert fires: every window has to exceed its threshold. */
export interface BurnBranch {
  readonly alert: AlertRule;
  readonly severity: 'page' | 'ticket';
  /** Longest first. */
  readonly windows: readonly BurnWindow[];
}

export interface BurnWindow {
  readonly seconds: number;
  readonly threshold: number;
  /** Constants that are multiplied in the threshold, such as 14.4 and 0.001. */
  readonly factors: readonly number[];
}

const PAGE = /page|critical|urgent|sev-?[01]\b|p[01]\b/i;

/** The alerts that compare what an objective measures with a threshold, over two windows or more. */
export function burnBranches(selectors: readonly SelectorNode[], rules: Rules): readonly BurnBranch[] {
  const wanted = metricSet(selectors);
  if (wanted === '') return [];
  return rules.alerts.flatMap((alert) =>
    operandsOf(alert.root, 'or').flatMap((branch) => {
      const parts = operandsOf(branch, 'and');
      const asked = parts.flatMap(selectorsIn).flatMap((selector) => rules.behind(selector));
      if (metricSet(asked) !== wanted || contradict(selectors, asked)) return [];
      const windows = parts.flatMap((part) => windowOf(part, rules)).sort((one, other) => other.seconds - one.seconds);
      const distinct = new Set(windows.map(({ seconds }) => seconds));
      if (distinct.size < 2) return [];
      return [{ alert, severity: PAGE.test(alert.severity ?? '') ? ('page' as const) : ('ticket' as const), windows }];
    }),
  );
}

/** Whether an alert fires when what is measured is not there at all. */
export function tellsAbsence(selectors: readonly SelectorNode[], rules: Rules): AlertRule | undefined {
  const wanted = new Set(metricSet(selectors).split('\n'));
  return rules.alerts.find((alert) =>
    nodesIn(alert.root).some(
      (node) =>
        node.type === 'call' &&
        /^absent(?:_over_time)?$/.test(node.name) &&
        node.arguments
          .flatMap(selectorsIn)
          .flatMap((selector) => rules.behind(selector))
          .some(({ metric }) => typeof metric === 'string' && wanted.has(metric)),
    ),
  );
}

function metricSet(selectors: readonly SelectorNode[]): string {
  const names = selectors.flatMap(({ metric }) => (typeof metric === 'string' ? [metric] : []));
  return [...new Set(names)].sort().join('\n');
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

function operandsOf(node: QueryNode, operator: 'and' | 'or'): readonly QueryNode[] {
  if (node.type !== 'binary' || node.operator !== operator) return [node];
  return [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)];
}

function windowOf(part: QueryNode, rules: Rules): readonly BurnWindow[] {
  const comparison = comparisonOf(part);
  if (!comparison || (comparison.operator !== '>' && comparison.operator !== '>=')) return [];
  const ranges = selectorsIn(comparison.of)
    .flatMap((selector) => rules.behind(selector))
    .flatMap(({ range }) => (typeof range === 'number' ? [range] : []));
  if (ranges.length === 0) return [];
  const side = constantOf(comparison.node.right) === undefined ? comparison.node.left : comparison.node.right;
  return [{ seconds: Math.max(...ranges), threshold: comparison.threshold, factors: factorsOf(side) }];
}

function factorsOf(node: QueryNode): readonly number[] {
  if (node.type === 'binary' && node.operator === '*') return [...factorsOf(node.left), ...factorsOf(node.right)];
  const value = constantOf(node);
  return value === undefined ? [] : [value];
}

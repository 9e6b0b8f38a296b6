import { comparisonOf } from '../../lib/query/comparisons-in.ts';
import { constantOf } from '../../lib/query/constant-of.ts';
import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import { ratioOf } from '../../lib/query/ratio-of.ts';
import { divide, fromNumber, multiply, type Rational, toNumber } from '../../lib/reliability/rational.ts';
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

/** What alerts watch, by the metrics that they ask for; read once for all objectives. */
export interface Watches {
  readonly branches: ReadonlyMap<string, readonly (BurnBranch & { readonly asked: readonly SelectorNode[] })[]>;
  readonly absent: ReadonlyMap<string, AlertRule>;
}

export function readWatches(rules: Rules): Watches {
  const branches = rules.alerts.flatMap((alert) =>
    operandsOf(alert.root, 'or').flatMap((one) => branchOf(one, alert, rules)),
  );
  const absent = new Map<string, AlertRule>();
  for (const alert of rules.alerts) for (const metric of absentIn(alert, rules)) absent.set(metric, alert);
  return { branches: Map.groupBy(branches, ({ asked }) => metricSet(asked)), absent };
}

/** The alerts that compare what an objective measures with a threshold, over two windows or more. */
export function burnBranches(selectors: readonly SelectorNode[], { branches }: Watches): readonly BurnBranch[] {
  return (branches.get(metricSet(selectors)) ?? []).filter(({ asked }) => !contradict(selectors, asked));
}

/** The alert that fires when what is measured is not there at all. */
export function tellsAbsence(selectors: readonly SelectorNode[], { absent }: Watches): AlertRule | undefined {
  return metricsOf(selectors)
    .map((metric) => absent.get(metric))
    .find((alert) => alert !== undefined);
}

function branchOf(branch: QueryNode, alert: AlertRule, rules: Rules) {
  const parts = operandsOf(branch, 'and');
  const windows = parts.flatMap((part) => windowOf(part, rules)).sort((one, other) => other.seconds - one.seconds);
  if (new Set(windows.map(({ seconds }) => seconds)).size < 2) return [];
  const asked = parts.flatMap(selectorsIn).flatMap((selector) => rules.behind(selector));
  const severity = PAGE.test(alert.severity ?? '') ? ('page' as const) : ('ticket' as const);
  return metricsOf(asked).length === 0 ? [] : [{ alert, severity, windows, asked }];
}

function absentIn({ root }: AlertRule, rules: Rules): readonly string[] {
  const calls = nodesIn(root).filter((node) => node.type === 'call' && /^absent(?:_over_time)?$/.test(node.name));
  return metricsOf(calls.flatMap(selectorsIn).flatMap((selector) => rules.behind(selector)));
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

function operandsOf(node: QueryNode, operator: 'and' | 'or'): readonly QueryNode[] {
  if (node.type !== 'binary' || node.operator !== operator) return [node];
  return [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)];
}

/** Generators wrap a comparison in an aggregation that drops the label which tells windows apart. */
function windowOf(part: QueryNode, rules: Rules): readonly BurnWindow[] {
  const [only, ...others] = part.type === 'aggregate' ? part.arguments : [];
  if (only && others.length === 0) return windowOf(only, rules);
  const comparison = comparisonOf(part);
  if (!comparison || (comparison.operator !== '>' && comparison.operator !== '>=')) return [];
  const ranges = selectorsIn(comparison.of)
    .flatMap((selector) => rules.behind(selector))
    .flatMap(({ range }) => (typeof range === 'number' ? [range] : []));
  const threshold = fromNumber(comparison.threshold);
  if (ranges.length === 0 || !threshold || !isShare(comparison.of, rules)) return [];
  const side = constantOf(comparison.node.right) === undefined ? comparison.node.left : comparison.node.right;
  return [{ seconds: Math.max(...ranges), ...onRatio(comparison.of, threshold, factorsOf(side)) }];
}

/** A quotient, or a recorded series that is made of one: rates and seconds are compared with something else than a budget. */
function isShare(node: QueryNode, rules: Rules): boolean {
  if (node.type === 'selector') return rules.behind(node).length > 1;
  if (node.type === 'aggregate') return node.arguments.some((one) => isShare(one, rules));
  if (ratioOf(node)) return true;
  return node.type === 'binary' && (isShare(node.left, rules) || isShare(node.right, rules));
}

/** `ratio / 0.001 > 14.4` asks for a ratio above 0.0144, and `100 * ratio > 1.44` does too. */
function onRatio(of: QueryNode, threshold: Rational, factors: readonly number[]): Omit<BurnWindow, 'seconds'> {
  if (of.type === 'binary' && (of.operator === '/' || of.operator === '*')) {
    const right = rationalOf(of.right);
    const left = of.operator === '*' ? rationalOf(of.left) : undefined;
    if (right && of.operator === '/')
      return onRatio(of.left, multiply(threshold, right), [...factors, toNumber(right)]);
    if (right) return onRatio(of.left, divide(threshold, right), []);
    if (left) return onRatio(of.right, divide(threshold, left), []);
  }
  return { threshold: toNumber(threshold), factors };
}

/** Nought divides nothing. */
function rationalOf(node: QueryNode): Rational | undefined {
  const value = constantOf(node);
  return value === undefined || value === 0 ? undefined : fromNumber(value);
}

function factorsOf(node: QueryNode): readonly number[] {
  if (node.type === 'binary' && node.operator === '*') return [...factorsOf(node.left), ...factorsOf(node.right)];
  const value = constantOf(node);
  return value === undefined ? [] : [value];
}

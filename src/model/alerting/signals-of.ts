import { selectorsIn } from '../../lib/query/nodes-in.ts';
import { ratioOf } from '../../lib/query/ratio-of.ts';
import type { Matcher, QueryNode, SelectorNode } from '../../types/query.ts';
import { nodesBehind, type Records } from './records.ts';

export type Signal = 'latency' | 'traffic' | 'errors' | 'saturation';

const LATENCY =
  /(?:^|_)(?:latency|latencies|duration|response_time|request_time)(?:_|$)|_(?:seconds|milliseconds|ms)_(?:bucket|sum)$/;
const REQUESTS =
  /(?:requests?|calls?|rpcs?|handled|started|received|messages|queries|jobs|http\w*|grpc\w*)(?:_\w+)?_(?:total|count)$/;
const ERRORS = /(?:^|[_:])(?:errors?|failures?|failed|exceptions?|5xx|panics?)(?:[_:]|\d|$)/;
const SATURATION =
  /(?:^|_)(?:cpu|memory|mem|heap|working_set|disk|filesystem|load\d*|queue|backlog|pool|connections|threads|goroutines|eventloop|inflight|in_flight|concurrent|utili[sz]ation|throttled|lag|volume_stats)(?:_|$)/;
const OUTCOME_LABEL =
  /^(?:(?:http_|grpc_|response_|status_)?(?:code|status|status_code|response_code)|outcome|result|success|error|reason)$/;
const BAD_OUTCOME = /5|err|fail|false|unknown|internal|unavailable|^\.\+$/i;
const RESOURCES =
  /^(?:container_(?:cpu|memory)|node_(?:cpu|memory|load)|process_(?:cpu|resident_memory|virtual_memory)|machine_(?:cpu|memory)|windows_cpu|kube_pod_container_resource|instance:node_(?:cpu|memory|load)|node_namespace_pod_container:container_(?:cpu|memory))/;

/** Longer names are nobody's, and patterns would take long over them. */
const LONGEST_NAME = 300;
/** What the platform measures of itself says nothing of requests. */
const PLATFORM = /^(?:kube|container|node|kubelet|machine|process)_/;

/** Which of the four golden signals a query asks for, through the recording rules behind it. */
export function signalsOf(root: QueryNode, records: Records): readonly Signal[] {
  const nodes = nodesBehind(root, records);
  const selectors = nodes.filter((node) => node.type === 'selector');
  const signals: Signal[] = [];
  if (nodes.some(isQuantile) || selectors.some(isOfLatency)) signals.push('latency');
  const failing = selectors.filter(isOfErrors);
  if (failing.length > 0 || nodes.some(isOneLessSuccess)) signals.push('errors');
  if (selectors.some((selector) => REQUESTS.test(nameOf(selector)) && !isOfErrors(selector))) signals.push('traffic');
  if (selectors.some((selector) => SATURATION.test(nameOf(selector)))) signals.push('saturation');
  return signals;
}

/** Whether all that it asks for is how much CPU or memory is used, which users do not feel. */
export function isOfResourcesOnly(metrics: readonly string[]): boolean {
  const telling = metrics.filter((metric) => !/^(?:kube_|up$)/.test(metric) || RESOURCES.test(metric));
  return telling.length > 0 && metrics.length === telling.length && telling.every((metric) => RESOURCES.test(metric));
}

function nameOf({ metric }: SelectorNode): string {
  return typeof metric === 'string' && metric.length <= LONGEST_NAME ? metric : '';
}

function isQuantile(node: QueryNode): boolean {
  return node.type === 'call' && node.name === 'histogram_quantile';
}

function isOfLatency(selector: SelectorNode): boolean {
  const name = nameOf(selector);
  return LATENCY.test(name) && !PLATFORM.test(name) && !/_(?:count|total)$/.test(name);
}

function isOfErrors(selector: SelectorNode): boolean {
  if (PLATFORM.test(nameOf(selector))) return false;
  return ERRORS.test(nameOf(selector)) || selector.matchers.some(isBadOutcome);
}

function isBadOutcome({ label, operator, value }: Matcher): boolean {
  if (typeof value !== 'string' || !OUTCOME_LABEL.test(label)) return false;
  if (operator === '=' || operator === '=~') return BAD_OUTCOME.test(value);
  return /^(?:ok|0|success|true|[([]?[123])/i.test(value) && !BAD_OUTCOME.test(value);
}

/** `1 - good / all`: what counts as good is told apart by an outcome. */
function isOneLessSuccess(node: QueryNode): boolean {
  const ratio = ratioOf(node);
  return (
    ratio?.complement === true &&
    selectorsIn(ratio.numerator).some(({ matchers }) => matchers.some(({ label }) => OUTCOME_LABEL.test(label)))
  );
}

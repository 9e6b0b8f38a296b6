import { selectorsIn } from '../../lib/query/nodes-in.ts';
import type { Rule } from './rules.ts';

/** Labels by which an alert or a series names a service, the most telling first. */
const LABELS = ['service', 'service_name', 'app', 'app_kubernetes_io_name', 'application', 'component', 'workload'];
const WORKLOADS = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'container', 'job', 'namespace'];
const MOST = 30;

/** What a rule says that it belongs to: its own labels, those of the series it asks for, and how they are named. */
export function saysOf({ labels, object, query }: Rule): readonly string[] {
  const own = LABELS.flatMap((label) => labels.get(label) ?? []);
  const selectors = query?.status === 'valid' ? selectorsIn(query.root) : [];
  const matched = [...LABELS, ...WORKLOADS].flatMap((label) =>
    selectors.flatMap(({ matchers }) =>
      matchers.flatMap((matcher) =>
        matcher.label === label && matcher.operator === '=' && typeof matcher.value === 'string' ? [matcher.value] : [],
      ),
    ),
  );
  const prefixes = selectors.flatMap(({ metric }) => (typeof metric === 'string' ? prefixesOf(metric) : []));
  const holder = ['app.kubernetes.io/name', 'app', 'service'].flatMap((label) => object?.labels.get(label) ?? []);
  return [...new Set([...own, ...matched, ...prefixes, ...holder])].slice(0, MOST);
}

/** `orders_request_seconds` may be of `orders` or of `orders-request`. */
function prefixesOf(metric: string): readonly string[] {
  const [first = '', second = ''] = metric.split(/[_:]/);
  return second === '' ? [] : [`${first}-${second}`, first];
}

import { nodesIn, selectorsIn } from '../../lib/query/nodes-in.ts';
import type { QueryNode } from '../../types/query.ts';
import { metricsBehind, type Records } from './records.ts';

/** What alerts are usually about, by the metrics of the exporters that most clusters run. */
const TOPICS: readonly (readonly [string, RegExp])[] = [
  ['restarts', /^kube_pod_container_status_(?:restarts_total|waiting|waiting_reason|last_terminated_reason)/],
  ['rollouts', /^kube_(?:deployment|statefulset|daemonset)_status_|^kube_rollout|^rollout_/],
  ['autoscaler', /^kube_(?:hpa|horizontalpodautoscaler)_|^keda_scaler_errors/],
  ['disk', /^(?:kubelet_volume_stats|node_filesystem|container_fs)_/],
  ['inodes', /^(?:kubelet_volume_stats_inodes|node_filesystem_files|container_fs_inodes)/],
  ['memory', /(?:^|_)(?:memory|oom|working_set|heap)(?:_|$)/],
  ['cpu', /(?:^|_)(?:cpu|load1|load5|load15)(?:_|$)/],
  [
    'database',
    /^(?:pg|postgres|postgresql|mysql|mongodb|redis|cnpg|pgbouncer|patroni|cassandra|elasticsearch|memcached)_/,
  ],
  ['replication', /replication.*lag|replica.*lag|slave_status|(?:lag|delay).*replica|replication_delay|pg_replication/],
  ['ingress', /^(?:nginx_ingress|traefik|haproxy|envoy|istio|kong|contour|gateway|probe_http|probe_success)/],
  ['certificates', /(?:^|_)(?:cert|certificate|certmanager|ssl|tls)(?:_|$)/],
  [
    'queue',
    /queue|backlog|consumer_?group|(?:^|_)lag(?:_|$)|(?:^|_)(?:messages|tasks|jobs)_(?:ready|pending|waiting|unacked)/,
  ],
  ['jobs', /^kube_(?:job|cronjob)_/],
];

/** Longer names are nobody's, and patterns would take long over them. */
const LONGEST_NAME = 300;

/** The usual topics that a query is about, and `absence` where it fires on what is not there. */
export function topicsOf(root: QueryNode, records: Records): readonly string[] {
  const metrics = metricsBehind(root, records).filter(({ length }) => length <= LONGEST_NAME);
  const topics = TOPICS.filter(([, pattern]) => metrics.some((metric) => pattern.test(metric))).map(([topic]) => topic);
  return isOnAbsence(root) ? [...topics, 'absence'] : topics;
}

/** `absent(x)`, or a target that does not answer. */
function isOnAbsence(root: QueryNode): boolean {
  const nodes = nodesIn(root);
  return (
    nodes.some((node) => node.type === 'call' && node.name.startsWith('absent')) ||
    selectorsIn(root).some(({ metric }) => metric === 'up')
  );
}

import { arrayOf, dig, stringOf } from '../../lib/json.ts';

/** What Prometheus looks for in a cluster, and which of it a job keeps. */
export interface Discovery {
  readonly finds: 'pods' | 'services';
  /** Absent where it looks into every namespace. */
  readonly namespaces: readonly string[] | undefined;
  readonly keeps: readonly Relabelling[];
  readonly drops: readonly Relabelling[];
}

interface Relabelling {
  readonly labels: readonly string[];
  /** The joined values that match; absent where the pattern is more than words. */
  readonly values: ReadonlySet<string> | undefined;
}

/** The value of a label that discovery gives, such as `__meta_kubernetes_pod_label_app`; undefined where it is not known. */
export type MetaLabels = (label: string) => string | undefined;

export function readDiscoveries(job: unknown): readonly Discovery[] {
  const rules = [...arrayOf(dig(job, 'relabel_configs')), ...arrayOf(dig(job, 'relabelings'))];
  const ofAction = (action: string): readonly Relabelling[] =>
    rules.filter((rule) => stringOf(dig(rule, 'action'))?.toLowerCase() === action).map(toRelabelling);
  const configs = ['kubernetes_sd_configs', 'kubernetesSDConfigs'].flatMap((key) => arrayOf(dig(job, key)));
  return configs.flatMap((config) => {
    const role = stringOf(dig(config, 'role'))?.toLowerCase() ?? '';
    const isOfPods = role === 'pod';
    if (!isOfPods && !/^(?:endpoints|endpointslices?|service)$/.test(role)) return [];
    // Another cluster's server, and selectors that are asked there, may find anything.
    if (['api_server', 'apiServer', 'selectors'].some((key) => dig(config, key) !== undefined)) return [];
    const names = arrayOf(dig(config, 'namespaces', 'names')).flatMap((name) => stringOf(name) ?? []);
    return [
      {
        finds: isOfPods ? ('pods' as const) : ('services' as const),
        namespaces: names.length > 0 ? names : undefined,
        keeps: ofAction('keep'),
        drops: ofAction('drop'),
      },
    ];
  });
}

function toRelabelling(rule: unknown): Relabelling {
  const labels = ['source_labels', 'sourceLabels'].flatMap((key) => arrayOf(dig(rule, key)));
  const isPlain = (stringOf(dig(rule, 'separator')) ?? ';') === ';';
  return {
    labels: labels.flatMap((label) => stringOf(label) ?? []),
    values: isPlain ? wordsOf(dig(rule, 'regex')) : undefined,
  };
}

/** Patterns of a repository are never run: `true`, `a|b` and `default;web` are read, others match nothing. */
function wordsOf(regex: unknown): ReadonlySet<string> | undefined {
  if (typeof regex !== 'string' && typeof regex !== 'boolean') return undefined;
  const bare = `${regex}`.replace(/^\^/, '').replace(/\$$/, '').replace(/^\(/, '').replace(/\)$/, '');
  const words = bare.split('|');
  return words.every((word) => /^[\w;/-]{1,200}$/.test(word)) ? new Set(words) : undefined;
}

/** Whether a job surely keeps what has these labels; one that keeps all that it finds shows nothing of a single workload. */
export function isKept({ keeps, drops, namespaces }: Discovery, labels: MetaLabels): boolean {
  const namespace = labels('__meta_kubernetes_namespace');
  if (namespaces !== undefined && (namespace === undefined || !namespaces.includes(namespace))) return false;
  return (
    keeps.length > 0 && keeps.every((rule) => matches(rule, labels)) && !drops.some((rule) => matches(rule, labels))
  );
}

function matches(rule: Relabelling, labels: MetaLabels): boolean {
  const values = rule.labels.map(labels);
  if (values.length === 0 || values.some((value) => value === undefined)) return false;
  return rule.values?.has(values.join(';')) ?? false;
}

import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import type { Inventory } from './inventory.ts';
import type { KubeObject } from './kube-object.ts';
import { type LabelSelector, readSelector, selectorMatches } from './label-selector.ts';
import { podContainers } from './pod-containers.ts';
import type { Relations } from './relations.ts';
import { sameNamespace } from './select-workloads.ts';
import type { Workload } from './workload.ts';

export const MONITOR_KINDS = ['ServiceMonitor', 'PodMonitor', 'VMServiceScrape', 'VMPodScrape'] as const;

/** What a monitor scrapes. */
export interface MonitorTargets {
  readonly isOfPods: boolean;
  /** The field that lists its endpoints. */
  readonly endpoints: 'endpoints' | 'podMetricsEndpoints';
  readonly services: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  /** How many Services or workloads its own set has where it looks; 0 for one that looks into other namespaces. */
  readonly candidates: number;
  /** Ports by a name that nothing it selects has. */
  readonly unresolved: readonly { readonly port: string; readonly at: string }[];
}

interface Scraping {
  targetsOf(monitor: KubeObject): MonitorTargets;
  /** The monitors that scrape a workload. */
  monitorsOf(workload: Workload): readonly KubeObject[];
}

const cache = new WeakMap<Inventory, Scraping>();

/** Who scrapes whom, reckoned once. */
export function scrapingOf(inventory: Inventory, relations: Relations): Scraping {
  const known = cache.get(inventory);
  if (known) return known;
  const targets = new Map(
    MONITOR_KINDS.flatMap((kind) => inventory.ofKind(kind)).map((monitor) => [
      monitor,
      /Pod/.test(monitor.kind) ? podsOf(monitor, inventory) : servicesOf(monitor, inventory, relations),
    ]),
  );
  const scraping: Scraping = {
    targetsOf: (monitor) => targets.get(monitor) ?? nothing(false),
    monitorsOf: (workload) =>
      [...targets].flatMap(([monitor, { workloads }]) => (workloads.includes(workload) ? [monitor] : [])),
  };
  cache.set(inventory, scraping);
  return scraping;
}

function nothing(isOfPods: boolean): MonitorTargets {
  const endpoints = isOfPods ? 'podMetricsEndpoints' : 'endpoints';
  return { isOfPods, endpoints, services: [], workloads: [], candidates: 0, unresolved: [] };
}

function servicesOf(monitor: KubeObject, inventory: Inventory, relations: Relations): MonitorTargets {
  const selector = readSelector(dig(monitor.data, 'spec', 'selector'));
  if (!selector) return nothing(false);
  const near = inventory.ofKind('Service').filter((service) => looksAt(monitor, service, inventory));
  const services = near.filter((service) => selectorMatches(selector, service.labels));
  const ports = new Set(
    services.flatMap((service) =>
      arrayOf(dig(service.data, 'spec', 'ports')).flatMap((port) => stringOf(dig(port, 'name')) ?? []),
    ),
  );
  return {
    ...nothing(false),
    services,
    workloads: [...new Set(services.flatMap((service) => relations.targetsOf(service)))],
    candidates: besides(monitor, near),
    unresolved: unresolvedPorts(monitor, 'endpoints', ports),
  };
}

function podsOf(monitor: KubeObject, inventory: Inventory): MonitorTargets {
  const selector: LabelSelector | undefined = readSelector(dig(monitor.data, 'spec', 'selector'));
  if (!selector) return nothing(true);
  const near = inventory.workloads.filter(({ object }) => looksAt(monitor, object, inventory));
  const workloads = near.filter(({ template }) => selectorMatches(selector, template.labels));
  const ports = new Set(
    workloads
      .flatMap(podContainers)
      .flatMap(({ data }) => arrayOf(data['ports']).flatMap((port) => stringOf(dig(port, 'name')) ?? [])),
  );
  return {
    ...nothing(true),
    workloads,
    candidates: besides(
      monitor,
      near.map(({ object }) => object),
    ),
    unresolved: unresolvedPorts(monitor, 'podMetricsEndpoints', ports),
  };
}

/** What stands beside a monitor; in other namespaces operators and platforms make what it looks for. */
function besides(monitor: KubeObject, near: readonly KubeObject[]): number {
  const isElsewhere = dig(monitor.data, 'spec', 'namespaceSelector', 'matchNames') !== undefined;
  const isAny = dig(monitor.data, 'spec', 'namespaceSelector', 'any') === true;
  return isElsewhere || isAny ? 0 : near.filter(({ set }) => set === monitor.set).length;
}

/** A monitor looks into its own namespace unless it names others. */
function looksAt(monitor: KubeObject, object: KubeObject, inventory: Inventory): boolean {
  if (!inventory.compatible(monitor.set, object.set)) return false;
  const where = dig(monitor.data, 'spec', 'namespaceSelector');
  if (dig(where, 'any') === true) return true;
  const names = arrayOf(dig(where, 'matchNames')).flatMap((name) => stringOf(name) ?? []);
  if (names.length === 0) return sameNamespace(monitor.namespace, object.namespace);
  return object.namespace === undefined || names.includes(object.namespace);
}

function unresolvedPorts(
  monitor: KubeObject,
  field: MonitorTargets['endpoints'],
  ports: ReadonlySet<string>,
): MonitorTargets['unresolved'] {
  return arrayOf(dig(monitor.data, 'spec', field)).flatMap((endpoint, index) => {
    const port = stringOf(dig(endpoint, 'port'));
    return port === undefined || ports.has(port) || /[{$]/.test(port)
      ? []
      : [{ port, at: `/spec/${field}/${index}/port` }];
  });
}

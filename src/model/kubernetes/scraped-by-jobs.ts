import { dig, stringMap } from '../../lib/json.ts';
import type { Inventory } from './inventory.ts';
import type { KubeObject } from './kube-object.ts';
import type { Relations } from './relations.ts';
import { isKept, type MetaLabels } from './scrape-discovery.ts';
import type { ScrapeJob } from './scrape-jobs.ts';
import { sameNamespace } from './select-workloads.ts';
import type { Workload } from './workload.ts';

/** A Service of a cluster by its name there; a port may follow. */
const HOST = /^([a-z0-9-]{1,63})(?:\.([a-z0-9-]{1,63})(\.svc(?:\.[a-z0-9.-]{1,100})?)?)?(?::\d{1,5})?$/;

/** The job of a scrape configuration that scrapes a workload, by the name of its Service or as it is discovered. */
export function scrapingJobOf(workload: Workload, inventory: Inventory, relations: Relations): ScrapeJob | undefined {
  const services = relations.servicesOf(workload);
  return inventory.scrapeJobs.find((job) => {
    if (!inventory.compatible(job.set, workload.object.set)) return false;
    if (job.targets.some((target) => services.some((service) => isNamed(service, target, job)))) return true;
    return job.discoveries.some((discovery) =>
      discovery.finds === 'pods'
        ? isKept(discovery, labelsOf(workload))
        : services.some((service) => isKept(discovery, labelsOf(workload, service))),
    );
  });
}

/** A bare name means a Service beside Prometheus: in a file of its own it may as well be a container on a laptop. */
function isNamed({ name, namespace }: KubeObject, target: string, { home }: ScrapeJob): boolean {
  const [, host, within, svc] = HOST.exec(target) ?? [];
  if (host !== name) return false;
  if (within === undefined) return home !== undefined && sameNamespace(home.namespace, namespace);
  return svc === undefined ? within === namespace : sameNamespace(within, namespace);
}

function labelsOf({ object, kind, template }: Workload, service?: KubeObject): MetaLabels {
  const annotations = stringMap(dig(object.data, ...kind.template, 'metadata', 'annotations'));
  const known = new Map<string, string | undefined>([
    ['namespace', service?.namespace ?? object.namespace],
    ['service_name', service?.name],
    ...described('pod', { labels: template.labels, annotations }),
    ...(service === undefined
      ? []
      : described('service', {
          labels: service.labels,
          annotations: stringMap(dig(service.data, 'metadata', 'annotations')),
        })),
  ]);
  return (label) => known.get(label.replace(/^__meta_kubernetes_/, ''));
}

interface Described {
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

function described(of: 'pod' | 'service', { labels, annotations }: Described): readonly (readonly [string, string])[] {
  const named = (what: string, pairs: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
    [...pairs].flatMap(([key, value]) => {
      const label = key.replaceAll(/[^A-Za-z0-9_]/g, '_');
      return [
        [`${of}_${what}_${label}`, value],
        [`${of}_${what}present_${label}`, 'true'],
      ] as const;
    });
  return [...named('label', labels), ...named('annotation', annotations)];
}

import { arrayOf, dig, isObject, pointerToken, stringOf } from '../../lib/json.ts';
import type { Document, SetId } from '../../types/document.ts';
import type { SetAssignment } from '../assign-sets.ts';
import { type Locatable, within } from '../fact-sheet.ts';
import type { KubeObject } from './kube-object.ts';
import { type Discovery, readDiscoveries } from './scrape-discovery.ts';

/** A job of a scrape configuration. Those that probe what others answer, with a blackbox exporter, are left out. */
export interface ScrapeJob {
  readonly source: Locatable;
  readonly set: SetId;
  /** Where it is deployed; absent for files, which may be of a Prometheus anywhere. */
  readonly home: Home | undefined;
  /** `web.shop.svc:9090`, as they are written. */
  readonly targets: readonly string[];
  readonly discoveries: readonly Discovery[];
}

interface Home {
  readonly namespace: string | undefined;
}

const MOST_JOBS = 2_000;
const JOBS = 'scrape_configs';
const OPERATOR = ['prometheus', 'prometheusSpec', 'additionalScrapeConfigs'];
const CHART = ['serverFiles', 'prometheus.yml', JOBS];
/** Where Prometheus itself and the values of the usual charts list their jobs; a text of nothing but jobs is a list. */
const IN_FILES: readonly (readonly string[])[] = [
  ...[[], [JOBS], OPERATOR, CHART],
  ...[OPERATOR, CHART].flatMap((path) => [
    ['kube-prometheus-stack', ...path],
    ['prometheus', ...path],
    ['spec', 'values', ...path],
  ]),
];
const KINDS = ['ScrapeConfig', 'VMScrapeConfig'];

/** The jobs of Prometheus: in its own files, in ConfigMaps, in values of its charts, and as objects of its operators. */
export function readScrapeJobs(
  documents: readonly Document[],
  objects: readonly KubeObject[],
  assignment: SetAssignment,
): readonly ScrapeJob[] {
  const inFiles = documents.filter(isConfiguration).flatMap((document) => {
    const place = { set: assignment.setOf(document), home: homeOf(document, objects) };
    return IN_FILES.flatMap((path) => {
      const jobs = arrayOf(dig(document.data, ...path));
      if (jobs.length === 0) return [];
      const source = within(document, path.map((key) => `/${pointerToken(key)}`).join(''));
      return jobs.flatMap((job, index) =>
        isObject(job) && 'job_name' in job ? jobOf(job, { ...place, source: within(source, `/${index}`) }) : [],
      );
    });
  });
  const inObjects = objects
    .filter(({ kind }) => KINDS.includes(kind))
    .flatMap((object) => {
      const place = { set: object.set, home: { namespace: object.namespace }, source: within(object, '/spec') };
      return jobOf(object.data['spec'], place);
    });
  return [...inFiles, ...inObjects].slice(0, MOST_JOBS);
}

function isConfiguration({ data, format }: Document): boolean {
  if (format !== 'yaml' && format !== 'json') return false;
  return dig(data, 'kind') === undefined || dig(data, 'kind') === 'HelmRelease';
}

/** What stands in the text of a ConfigMap is deployed with it; where several of them share a file, they must agree. */
function homeOf({ file, data, set }: Document, objects: readonly KubeObject[]): Home | undefined {
  if (dig(data, 'kind') !== undefined || (dig(data, JOBS) === undefined && !Array.isArray(data))) return undefined;
  const holders = objects.filter(
    ({ kind, document }) => /^(?:ConfigMap|Secret)$/.test(kind) && document.file === file && document.set === set,
  );
  const namespaces = new Set(holders.map(({ namespace }) => namespace));
  return namespaces.size === 1 ? { namespace: [...namespaces][0] } : undefined;
}

function jobOf(job: unknown, place: Pick<ScrapeJob, 'source' | 'set' | 'home'>): readonly ScrapeJob[] {
  if (isProbe(job)) return [];
  const lists = [...arrayOf(dig(job, 'static_configs')), ...arrayOf(dig(job, 'staticConfigs'))];
  const targets = lists.flatMap((list) => arrayOf(dig(list, 'targets')).flatMap((target) => stringOf(target) ?? []));
  const discoveries = readDiscoveries(job);
  return targets.length + discoveries.length === 0 ? [] : [{ ...place, targets, discoveries }];
}

function isProbe(job: unknown): boolean {
  const path = stringOf(dig(job, 'metrics_path')) ?? stringOf(dig(job, 'metricsPath')) ?? '';
  return /\/probe$/.test(path) || dig(job, 'params', 'module') !== undefined;
}

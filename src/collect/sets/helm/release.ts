import { textPlace } from '../../../lib/text-place.ts';
import type { DeploymentSet } from '../../../types/document.ts';
import type { Place } from '../../../types/place.ts';
import type { HelmRecord } from '../records/deployment-record.ts';
import { relativeTo } from '../tree-paths.ts';
import type { Chart } from './chart.ts';

type FromRecord = 'namespace' | 'environment' | 'values' | 'settings' | 'unknownKeys' | 'unknownValues';

/** A chart with the values it is rendered with: one set. */
export interface Release extends Pick<HelmRecord, FromRecord> {
  readonly id: string;
  readonly chart: Chart;
  readonly name: string;
  /** Every value is for whoever installs the chart to set. */
  readonly isForOthers?: true;
  /** What declares the set: a record, a values file or the chart. */
  readonly place: Place;
}

export function releaseOfRecord(chart: Chart, record: HelmRecord): Release {
  const { release, values, settings, unknownKeys, place } = record;
  const environment = record.environment === undefined ? '' : `@${record.environment}`;
  return {
    id: `helm:${chart.dir}@${place.file}#${release}${environment}`,
    chart,
    name: release,
    values,
    settings,
    unknownKeys,
    place,
    ...(record.namespace !== undefined && { namespace: record.namespace }),
    ...(record.environment !== undefined && { environment: record.environment }),
    ...(record.unknownValues !== undefined && { unknownValues: record.unknownValues }),
  };
}

/** The chart with its own values, and those of one file where it is given. */
export function releaseOfValues(chart: Chart, file?: string): Release {
  const place = textPlace(file ?? chart.file, 1);
  return {
    id: file === undefined ? `helm:${chart.dir}` : `helm:${chart.dir}+${relativeTo(chart.dir, file)}`,
    chart,
    name: chart.name,
    values: file === undefined ? [] : [{ file }],
    settings: [],
    unknownKeys: [],
    place,
  };
}

/** Two records may describe one release: equal ones count once, others get a number. */
export function withUniqueIds(releases: readonly Release[]): readonly Release[] {
  const byId = new Map<string, Release[]>();
  for (const release of releases) {
    const same = byId.get(release.id) ?? [];
    const text = contentOf(release);
    if (!same.some((other) => contentOf(other) === text)) byId.set(release.id, [...same, release]);
  }
  return [...byId.values()].flatMap((same) =>
    same.map((release, index) => (index === 0 ? release : { ...release, id: `${release.id}~${index + 1}` })),
  );
}

function contentOf({ namespace, values, settings, unknownKeys }: Release): string {
  return JSON.stringify([namespace, values, settings, unknownKeys]);
}

export function setOf(release: Release): DeploymentSet {
  return {
    id: release.id,
    kind: 'helm',
    source: release.place.file,
    release: release.name,
    chart: release.chart.name,
    ...(release.environment !== undefined && { environment: release.environment }),
    ...(release.namespace !== undefined && { namespace: release.namespace }),
  };
}

import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Place } from '../../../types/place.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import {
  type DeploymentRecord,
  deployedElsewhere,
  NO_RECORDS,
  type RecordPart,
  settingsOf,
  unresolved,
  type ValuesSource,
} from './deployment-record.ts';
import { isKustomizeFolder, localChart } from './local-folders.ts';

/** An Argo CD application: its metadata and spec, after a set has filled them in, and where it stands. */
export interface ArgoApplication {
  readonly metadata: unknown;
  readonly spec: unknown;
  readonly environment?: string;
  readonly place: Place;
}

/** What an application deploys from this repository. */
export function readArgo(tree: SourceTree, application: ArgoApplication): RecordPart {
  const { spec } = application;
  const sources = isObject(dig(spec, 'source')) ? [dig(spec, 'source')] : arrayOf(dig(spec, 'sources'));
  const text = JSON.stringify(sources);
  if (text.includes('{{')) {
    return unresolved(
      'An Argo CD application takes its source from a template that only Argo CD fills in.',
      application.place,
    );
  }
  const records = sources.flatMap((source) => readSource(tree, application, source));
  const foreign = sources.filter((source) => !isHere(tree, source));
  const name = stringOf(dig(application.metadata, 'name')) ?? 'without a name';
  const unread = foreign.slice(0, 1).flatMap(() => {
    return deployedElsewhere(`A source of the Argo CD application ${name}`, application.place).unread;
  });
  return records.length === 0 && unread.length === 0 ? NO_RECORDS : { records, unread };
}

/** A source that only carries values is a `ref`; a chart comes from a registry; a path may be one of ours. */
function isHere(tree: SourceTree, source: unknown): boolean {
  if (stringOf(dig(source, 'chart')) !== undefined) return false;
  const path = stringOf(dig(source, 'path'));
  if (path === undefined) return true;
  const dir = resolveIn('.', path);
  return dir === '.' || (dir !== undefined && tree.files.some((file) => file.startsWith(`${dir}/`)));
}

const CHANGES = ['patches', 'images', 'replicas', 'components', 'namePrefix', 'nameSuffix'];

function readSource(tree: SourceTree, application: ArgoApplication, source: unknown): readonly DeploymentRecord[] {
  const path = stringOf(dig(source, 'path'));
  const dir = path === undefined ? undefined : resolveIn('.', path);
  if (dir === undefined) return [];
  const namespace = stringOf(dig(application.spec, 'destination', 'namespace'));
  const landing = namespace === undefined ? {} : { namespace };
  if (localChart(tree, '.', dir) === undefined) {
    if (!isKustomizeFolder(tree, dir)) return [];
    const isChanged = CHANGES.some((field) => dig(source, 'kustomize', field) !== undefined);
    const record = { kind: 'kustomize', dir, file: application.place.file, ...landing } as const;
    return [isChanged ? { ...record, changes: 'anything' } : record];
  }
  const helm = dig(source, 'helm');
  const name = stringOf(dig(application.metadata, 'name'));
  return [
    {
      kind: 'helm',
      chart: dir,
      release: stringOf(dig(helm, 'releaseName')) ?? name ?? dir,
      ...landing,
      ...(application.environment !== undefined && { environment: application.environment }),
      values: valuesOf(tree, dir, helm),
      settings: arrayOf(dig(helm, 'parameters')).flatMap(settingsOf),
      unknownKeys: [],
      place: application.place,
    },
  ];
}

function valuesOf(tree: SourceTree, chart: string, helm: unknown): readonly ValuesSource[] {
  const mayMiss = dig(helm, 'ignoreMissingValueFiles') === true;
  const files = arrayOf(dig(helm, 'valueFiles')).flatMap((entry): readonly ValuesSource[] => {
    if (typeof entry !== 'string') return [];
    const file = valueFile(chart, entry);
    return mayMiss && !tree.has(file) ? [] : [{ file }];
  });
  const text = stringOf(dig(helm, 'values'));
  const object = dig(helm, 'valuesObject');
  if (isObject(object)) return [...files, { inline: JSON.stringify(object) }];
  return text === undefined ? files : [...files, { inline: text }];
}

/** `$ref/path` starts at the root of another source, which is this repository wherever the file is here. */
function valueFile(chart: string, entry: string): string {
  if (entry.startsWith('$')) return resolveIn('.', entry.slice(entry.indexOf('/') + 1)) ?? entry;
  if (entry.startsWith('/')) return resolveIn('.', entry.slice(1)) ?? entry;
  return resolveIn(chart, entry) ?? entry;
}

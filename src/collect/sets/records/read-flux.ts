import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';
import {
  deployedElsewhere,
  type HelmRecord,
  type KustomizeRecord,
  NO_RECORDS,
  type RecordPart,
} from './deployment-record.ts';
import { isKustomizeFolder, localChart } from './local-folders.ts';

/** A Flux HelmRelease whose chart stands in a git repository: this one, where the path exists here. */
export function readHelmRelease(tree: SourceTree, document: Document): RecordPart {
  const spec = dig(document.data, 'spec');
  const chartSpec = dig(spec, 'chart', 'spec');
  const path = stringOf(dig(chartSpec, 'chart'));
  const isGit = dig(chartSpec, 'sourceRef', 'kind') === 'GitRepository';
  const chart = path !== undefined && isGit ? localChart(tree, '.', path) : undefined;
  if (chart === undefined) return chartElsewhere(document, path);
  const values = dig(spec, 'values');
  const files = arrayOf(dig(chartSpec, 'valuesFiles')).flatMap((file) =>
    typeof file === 'string' ? [{ file: resolveIn('.', file) ?? file }] : [],
  );
  const hasOtherValues = arrayOf(dig(spec, 'valuesFrom')).length > 0;
  const record: HelmRecord = {
    kind: 'helm',
    chart,
    ...nameOf(document.data),
    values: isObject(values) ? [...files, { inline: JSON.stringify(values) }] : files,
    settings: [],
    unknownKeys: [],
    ...(hasOtherValues && { unknownValues: 'valuesFrom takes values from the cluster' }),
    place: document.locate(hasOtherValues ? '/spec/valuesFrom' : '/spec/chart'),
  };
  return { records: [record], unread: [] };
}

function chartElsewhere(document: Document, path: string | undefined): RecordPart {
  const name = stringOf(dig(document.data, 'metadata', 'name')) ?? 'without a name';
  const chart = path === undefined ? 'The chart' : `The chart ${path}`;
  return deployedElsewhere(`${chart} of the HelmRelease ${name}`, document.locate('/spec/chart'));
}

function nameOf(data: unknown): Pick<HelmRecord, 'release' | 'namespace'> {
  const name = stringOf(dig(data, 'metadata', 'name')) ?? 'release';
  const target = stringOf(dig(data, 'spec', 'targetNamespace'));
  const namespace = target ?? stringOf(dig(data, 'metadata', 'namespace'));
  const release = stringOf(dig(data, 'spec', 'releaseName'));
  return {
    release: release ?? (target === undefined ? name : `${target}-${name}`),
    ...(namespace !== undefined && { namespace }),
  };
}

/** A Flux Kustomization names the folder that it deploys. */
export function readFluxKustomization(tree: SourceTree, document: Document): RecordPart {
  const dir = resolveIn('.', stringOf(dig(document.data, 'spec', 'path')) ?? '.');
  if (dir === undefined || !isKustomizeFolder(tree, dir)) return NO_RECORDS;
  const spec = dig(document.data, 'spec');
  const namespace = stringOf(dig(spec, 'targetNamespace'));
  const changes = changesOf(spec);
  const record = { kind: 'kustomize', dir, file: document.file, ...(changes && { changes }) } as const;
  return { records: [{ ...record, ...(namespace !== undefined && { namespace }) }], unread: [] };
}

const PATCHES = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'images', 'components'];

function changesOf(spec: unknown): KustomizeRecord['changes'] {
  if (PATCHES.some((field) => dig(spec, field) !== undefined)) return 'anything';
  return dig(spec, 'postBuild') === undefined ? undefined : 'variables';
}

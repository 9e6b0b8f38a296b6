import type { SourceTree } from '../source-tree.ts';
import { findGenerators } from './find-generators.ts';
import type { Tools } from './find-tools.ts';
import { collectHelm } from './helm/collect-helm.ts';
import { collectKustomize } from './kustomize/collect-kustomize.ts';
import { deployedFolders } from './records/deployed-folders.ts';
import { readRecords } from './records/read-records.ts';
import { type RenderedDirectory, renderedDirectories } from './rendered-directories.ts';
import { joinParts, type SetPart, setPart } from './set-part.ts';

export interface RenderOptions {
  readonly tools: Tools;
  /** Whether remote bases and chart dependencies may be fetched. */
  readonly allowRemote: boolean;
  readonly rendered: readonly RenderedDirectory[];
  /** The configuration says that the charts are meant for others to install. */
  readonly chartsForOthers: boolean;
}

export interface RenderedSets extends Omit<SetPart, 'consumed'> {
  /** Files that are parts of a chart or an overlay: no manifests by themselves. */
  readonly consumed: ReadonlySet<string>;
}

/** Everything of a checkout that is deployed as a set: overlays, releases, and what an operator rendered. */
export async function renderSets(tree: SourceTree, options: RenderOptions): Promise<RenderedSets> {
  const { tools, allowRemote, chartsForOthers } = options;
  const { records, unread } = readRecords(tree);
  const helmRecords = records.filter((record) => record.kind === 'helm');
  const helm = await collectHelm(tree, {
    ...(tools.helm && { command: tools.helm }),
    allowRemote,
    chartsForOthers,
    records: helmRecords,
  });
  const kustomize = await collectKustomize(tree, {
    ...(tools.kustomize && { command: tools.kustomize }),
    allowRemote,
    deployed: deployedFolders(records),
  });
  const rendered = await renderedDirectories(tree, options.rendered);
  const all = joinParts([setPart({ unread }), helm, kustomize, rendered, findGenerators(tree)]);
  return { ...all, sets: all.sets.toSorted((a, b) => (a.id < b.id ? -1 : 1)), consumed: new Set(all.consumed) };
}

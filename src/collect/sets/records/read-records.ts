import { dig, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { yamlMarkers } from '../yaml-markers.ts';
import { joinRecords, NO_RECORDS, type RecordPart } from './deployment-record.ts';
import { readApplicationSet } from './read-application-set.ts';
import { readArgo } from './read-argo.ts';
import { readFluxKustomization, readHelmRelease } from './read-flux.ts';
import { readHelmCommands } from './read-helm-commands.ts';
import { readHelmfiles } from './read-helmfile.ts';
import { readSkaffold } from './read-skaffold.ts';

/** Everything in the repository that says what is deployed, with which values, and where to. */
export function readRecords(tree: SourceTree): RecordPart {
  const documents = yamlMarkers(tree).records.flatMap((file) => tree.parse(file));
  return joinRecords([
    ...documents.map((document) => readDocument(tree, document)),
    readHelmfiles(tree),
    readHelmCommands(tree),
  ]);
}

function readDocument(tree: SourceTree, document: Document): RecordPart {
  const group = (stringOf(dig(document.data, 'apiVersion')) ?? '').split('/')[0];
  const kind = dig(document.data, 'kind');
  if (group === 'skaffold') return readSkaffold(tree, document);
  if (group === 'argoproj.io' && kind === 'Application') {
    const place = document.locate(dig(document.data, 'spec', 'source') ? '/spec/source' : '/spec/sources');
    return readArgo(tree, { metadata: dig(document.data, 'metadata'), spec: dig(document.data, 'spec'), place });
  }
  if (group === 'argoproj.io' && kind === 'ApplicationSet') return readApplicationSet(tree, document);
  if (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') return readHelmRelease(tree, document);
  if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') return readFluxKustomization(tree, document);
  return NO_RECORDS;
}

import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import type { KubeObject } from '../kube-object.ts';

/** Finalizers by which Percona's operators delete the volumes too. */
const TAKES_DATA = /(?:^|\/)delete-(?:\w+-)?pvc$/;

/** What happens to a store's data when its declaration is removed. */
export function putDeletion(object: KubeObject, sheet: FactSheet): void {
  const { data } = object;
  const annotations = dig(data, 'metadata', 'annotations');
  const options = stringOf(dig(annotations, 'argocd.argoproj.io/sync-options')) ?? '';
  const prevented =
    dig(annotations, 'helm.sh/resource-policy') === 'keep' ||
    /\b(?:Delete|Prune)=(?:false|confirm)\b/.test(options) ||
    dig(annotations, 'kustomize.toolkit.fluxcd.io/prune') === 'disabled';
  const finalizers = arrayOf(dig(data, 'metadata', 'finalizers'));
  const taking = finalizers.findIndex((finalizer) => TAKES_DATA.test(stringOf(finalizer) ?? ''));
  sheet.put('deletion', {}, object, '/metadata');
  sheet.put('deletion.prevented', prevented, object, '/metadata/annotations');
  const at = taking === -1 ? '/metadata' : `/metadata/finalizers/${taking}`;
  sheet.put('deletion.takesData', taking !== -1, object, at);
}

import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { KubeObject } from '../kube-object.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Context } from './context.ts';

/** Claims that go, with their data, when the workload, its release or its claim is removed. */
export function putKeptVolumes({ workload, inventory, sheet }: Context): void {
  const { object, template } = workload;
  const templates = arrayOf(dig(object.data, 'spec', 'volumeClaimTemplates'));
  const claims = arrayOf(template.spec['volumes']).flatMap((volume) => {
    const name = stringOf(dig(volume, 'persistentVolumeClaim', 'claimName'));
    return name === undefined ? [] : (claimNamed(name, workload.object, inventory) ?? []);
  });
  if (templates.length === 0 && claims.length === 0) return;
  const policy = '/spec/persistentVolumeClaimRetentionPolicy/whenDeleted';
  const dropped = dig(object.data, ...policy.split('/').slice(1)) === 'Delete' && !keepsVolume(templates, inventory);
  const isHelm = inventory.sets.get(object.set)?.kind === 'helm';
  const removed = claims.filter((claim) => isHelm && !isKept(claim) && !keepsVolume([claim.data], inventory));
  const lost = [...(dropped ? [`claims of ${object.name}`] : []), ...removed.map(({ name }) => name)];
  const [first] = removed;
  sheet.put(
    'volumes.lostOnRemoval',
    lost,
    dropped ? object : (first ?? object),
    dropped || !first ? policy : '/metadata',
  );
}

function claimNamed(name: string, object: KubeObject, inventory: Context['inventory']): KubeObject | undefined {
  return inventory
    .named('PersistentVolumeClaim', name)
    .find((found) => found.set === object.set && sameNamespace(found.namespace, object.namespace));
}

/** What tells a deployment tool to leave an object where it is. */
function isKept({ data }: KubeObject): boolean {
  const annotations = dig(data, 'metadata', 'annotations');
  const options = stringOf(dig(annotations, 'argocd.argoproj.io/sync-options')) ?? '';
  return dig(annotations, 'helm.sh/resource-policy') === 'keep' || /\bDelete=false\b/.test(options);
}

/** A class, or a volume that the claim names, whose data stays when the claim goes. */
function keepsVolume(claims: readonly unknown[], inventory: Context['inventory']): boolean {
  return claims.every((claim) => {
    const volume = stringOf(dig(claim, 'spec', 'volumeName'));
    const storage = stringOf(dig(claim, 'spec', 'storageClassName'));
    const [bound] = volume === undefined ? [] : inventory.named('PersistentVolume', volume);
    const [kind] = storage === undefined ? [] : inventory.named('StorageClass', storage);
    if (bound) return (dig(bound.data, 'spec', 'persistentVolumeReclaimPolicy') ?? 'Retain') === 'Retain';
    return dig(kind?.data, 'reclaimPolicy') === 'Retain';
  });
}

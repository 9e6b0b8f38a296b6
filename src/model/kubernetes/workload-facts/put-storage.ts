import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

interface Volume {
  readonly name: string;
  readonly data: unknown;
  readonly at: string;
}

/** Storage that the workload mounts. */
export function putStorage({ workload, inventory, sheet }: Context): void {
  const { template, object } = workload;
  const volumes = volumesOf(workload);
  const list = '/volumes';
  sheet.put('volumes', {}, template.source, list);
  const put = (fact: string, found: readonly Volume[], told = (volume: Volume): string => volume.name): void =>
    sheet.put(fact, found.map(told), template.source, found[0]?.at ?? list);
  put(
    'volumes.readWriteOnce',
    volumes.filter((volume) => isReadWriteOnce(volume, workload, inventory)),
  );
  const onNode = volumes.filter((volume) => dig(volume.data, 'hostPath') !== undefined);
  put('volumes.hostPath', onNode, (volume) => stringOf(dig(volume.data, 'hostPath', 'path')) ?? volume.name);
  put('volumes.unboundedScratch', volumes.filter(isUnbounded));
  const claims = arrayOf(dig(object.data, 'spec', 'volumeClaimTemplates'));
  const kept = volumes.find((volume) => outlives(volume.data));
  sheet.put('volumes.persistent', claims.length > 0 || kept !== undefined, template.source, kept?.at ?? list);
}

function volumesOf(workload: Workload): readonly Volume[] {
  const { template } = workload;
  return arrayOf(template.spec['volumes']).map((data, index) => ({
    name: stringOf(dig(data, 'name')) ?? `volume ${index + 1}`,
    data,
    at: `/volumes/${index}`,
  }));
}

/** A claim that one node can mount, shared by every instance. Claims of a StatefulSet are one for each instance. */
function isReadWriteOnce(volume: Volume, workload: Workload, inventory: Inventory): boolean {
  const name = stringOf(dig(volume.data, 'persistentVolumeClaim', 'claimName'));
  const claim = name === undefined ? undefined : claimNamed(name, workload.object, inventory);
  const modes = arrayOf(dig(claim?.data, 'spec', 'accessModes'));
  return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');
}

function claimNamed(name: string, object: KubeObject, inventory: Inventory): KubeObject | undefined {
  return inventory
    .named('PersistentVolumeClaim', name)
    .find((claim) => claim.set === object.set && sameNamespace(claim.namespace, object.namespace));
}

/** Scratch in memory counts against the memory limit; scratch on disk fills the node unless it is bounded. */
function isUnbounded({ data }: Volume): boolean {
  const scratch = dig(data, 'emptyDir');
  return scratch !== undefined && dig(scratch, 'sizeLimit') === undefined && dig(scratch, 'medium') !== 'Memory';
}

const TRANSIENT = [
  'emptyDir',
  'configMap',
  'secret',
  'downwardAPI',
  'projected',
  'hostPath',
  'image',
  'ephemeral',
  'name',
];

function outlives(volume: unknown): boolean {
  return isObject(volume) && Object.keys(volume).some((key) => !TRANSIENT.includes(key));
}

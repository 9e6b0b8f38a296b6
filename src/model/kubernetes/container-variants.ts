import { arrayOf, dig, stringOf } from '../../lib/json.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { ContainerContext } from './container-facts/context.ts';
import { putHeap } from './container-facts/put-heap.ts';
import { putImage } from './container-facts/put-image.ts';
import { putMigration } from './container-facts/put-migration.ts';
import { putPorts } from './container-facts/put-ports.ts';
import { putProbes } from './container-facts/put-probes.ts';
import { putResources } from './container-facts/put-resources.ts';
import { putSecrets } from './container-facts/put-secrets.ts';
import { putSecurity } from './container-facts/put-security.ts';
import { putTraffic } from './container-facts/put-traffic.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import { podContainers } from './pod-containers.ts';
import { preStopSeconds } from './pre-stop.ts';
import type { Relations } from './relations.ts';
import type { WorkloadVariant } from './workload-variants.ts';

const FACTS = [
  putIdentity,
  putTraffic,
  putImage,
  putResources,
  putProbes,
  putPreStop,
  putEnvironment,
  putSecrets,
  putMigration,
  putSecurity,
  putPorts,
  putHeap,
] as const;

export function containerVariants(
  owners: readonly WorkloadVariant[],
  inventory: Inventory,
  relations: Relations,
): readonly VariantDraft[] {
  return owners.flatMap((owner) =>
    podContainers(owner.workload).map((container) => {
      const { object } = owner.workload;
      const sheet = new FactSheet(container.source);
      for (const put of FACTS) put({ container, owner, inventory, relations, sheet });
      const id = `${owner.workload.id}/${container.name}`;
      const what = { kind: 'container', id, coordinates: coordinatesOf(object) } as const;
      return draft(what, { object, workloads: [owner.workload], sheet, inventory });
    }),
  );
}

function putIdentity({ container, owner, sheet }: ContainerContext): void {
  sheet.put('name', container.name, container.source, '/name');
  sheet.put('role', container.role, container.source, '/name');
  sheet.put('workload', {}, container.source, '');
  sheet.put('workload.lifecycle', owner.workload.lifecycle, owner.workload.object, '/kind');
  sheet.put('workload.exposed', owner.sheet.value('exposed'), owner.workload.object, '/kind');
  sheet.put('workload.autoscaled', owner.sheet.value('autoscaler') !== undefined, owner.workload.object, '/kind');
}

function putPreStop({ container, sheet }: ContainerContext): void {
  const hook = dig(container.data, 'lifecycle', 'preStop');
  const at = '/lifecycle/preStop';
  sheet.put('preStop', hook === undefined ? undefined : {}, container.source, at);
  if (hook !== undefined) sheet.put('preStop.seconds', preStopSeconds(hook), container.source, at);
}

/** The last of two variables with one name wins, which is rarely what both authors meant. */
function putEnvironment({ container, sheet }: ContainerContext): void {
  const names = arrayOf(container.data['env']).map((entry) => stringOf(dig(entry, 'name')) ?? '');
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  const duplicates = [...new Set(names.filter((name, index) => names.indexOf(name) < index))].sort();
  const at = second === -1 ? '/env' : `/env/${second}`;
  sheet.put('env.duplicates', duplicates, container.source, at);
}

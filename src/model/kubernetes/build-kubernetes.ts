import type { Collection } from '../../types/document.ts';
import type { SetAssignment } from '../assign-sets.ts';
import type { VariantDraft } from '../group-variants.ts';
import { containerVariants } from './container-variants.ts';
import { datastoreVariants } from './datastore-variants.ts';
import { endpointVariants } from './endpoint-variants.ts';
import { kubernetesExperiments } from './experiments/experiment-variants.ts';
import { buildInventory, type Inventory } from './inventory.ts';
import { type KubeObject, readKubeObjects } from './kube-object.ts';
import { policyVariants } from './policy-variants.ts';
import { queueVariants } from './queue-variants.ts';
import { relate } from './relations.ts';
import { readScrapeJobs } from './scrape-jobs.ts';
import { readWorkloads } from './workload.ts';
import { workloadVariants } from './workload-variants.ts';

/** What the documents say of Kubernetes. */
export interface KubernetesModel {
  readonly objects: readonly KubeObject[];
  readonly drafts: readonly VariantDraft[];
  readonly inventory: Inventory;
}

interface Settings {
  readonly podTemplates: { readonly [groupKind: string]: string };
  readonly assignment: SetAssignment;
}

export function buildKubernetes(collection: Collection, { podTemplates, assignment }: Settings): KubernetesModel {
  const objects = collection.documents.flatMap((document) => {
    const set = assignment.setOf(document);
    return readKubeObjects(document, set, assignment.sets.get(set)?.namespace);
  });
  const workloads = readWorkloads(objects, { podTemplates, assignment });
  const { unread, builtImages, timetables } = collection;
  const inventory = buildInventory({
    ...{ objects, workloads, unread, builtImages, timetables },
    sets: assignment.sets,
    scrapeJobs: readScrapeJobs(collection.documents, objects, assignment),
  });
  const relations = relate(inventory);
  const owners = workloadVariants(inventory, relations);
  const drafts = [
    ...owners.map((owner) => owner.draft),
    ...containerVariants(owners, inventory, relations),
    ...endpointVariants(inventory, relations),
    ...policyVariants(inventory, relations),
    ...datastoreVariants(inventory),
    ...queueVariants(inventory),
    ...kubernetesExperiments(inventory),
  ];
  return { objects, drafts, inventory };
}

import type { Collection } from '../types/document.ts';
import type { Model, ModelSettings } from '../types/examination.ts';
import { alertVariants } from './alerting/alert-variants.ts';
import { assignSets } from './assign-sets.ts';
import { dashboardVariants } from './dashboards/dashboard-variants.ts';
import { documentVariants } from './documents/document-variants.ts';
import { experimentVariants } from './experiments/experiment-variants.ts';
import { groupVariants, type VariantDraft } from './group-variants.ts';
import { imageVariants } from './image-variants.ts';
import { importedVariants } from './imported-variants.ts';
import { buildKubernetes } from './kubernetes/build-kubernetes.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { logicalName } from './logical-name.ts';
import { buildObjectives } from './objectives/build-objectives.ts';
import { gitopsVariants } from './pipelines/gitops-variants.ts';
import { pipelineVariants } from './pipelines/pipeline-variants.ts';
import { readPipelines } from './pipelines/read-pipelines.ts';
import { repositoryVariants } from './repository-variants.ts';
import { serviceSubjects } from './service-variants.ts';

/** Joins documents into subjects with facts. Pure: the same collection always gives the same model. */
export function buildModel(collection: Collection, settings: ModelSettings): Model {
  const assignment = assignSets(collection, settings.environments);
  const kubernetes = buildKubernetes(collection, { podTemplates: settings.podTemplates, assignment });
  const { objects } = kubernetes;
  const objectives = buildObjectives({ collection, objects, assignment, services: settings.services });
  const pipelines = readPipelines(collection.documents);
  const drafts: readonly VariantDraft[] = [
    ...kubernetes.drafts,
    ...imageVariants(collection.documents),
    ...experimentVariants(collection.documents),
    ...repositoryVariants({ collection, name: settings.repository, objects, pipelines }),
    ...pipelineVariants(pipelines, settings.environments),
    ...gitopsVariants(objects, settings.environments),
    ...alertVariants(collection, { ...settings, objects: kubernetes.objects, assignment }),
    ...dashboardVariants(collection, { objects: kubernetes.objects, assignment }),
    ...documentVariants(collection.documents, { inventory: kubernetes.inventory, services: settings.services }),
    ...importedVariants(collection.documents),
    ...objectives.drafts,
  ];
  const subjects = groupVariants(drafts, settings.services);
  objectives.join(subjects);
  const serviceOf = (object: KubeObject): string => {
    const name = logicalName(object.name, assignment.sets.get(object.set));
    return settings.services.length === 1 ? (settings.services[0]?.name ?? '') : claimedBy(object, name);
  };
  const claimedBy = (object: KubeObject, name: string): string =>
    subjects.find(
      (subject) =>
        subject.id.endsWith(name) &&
        subject.variants.some(
          ({ set, coordinates }) =>
            set === object.set && coordinates.kind === object.kind && coordinates.name === object.name,
        ),
    )?.service ??
    settings.services[0]?.name ??
    '';
  const services = serviceSubjects({ services: settings.services, subjects, objects, serviceOf, collection });
  return { subjects: [...services, ...subjects], services: settings.services, unread: collection.unread };
}

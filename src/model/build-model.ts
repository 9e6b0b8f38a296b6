import type { Collection } from '../types/document.ts';
import type { Model, ModelSettings } from '../types/examination.ts';
import { assignSets } from './assign-sets.ts';
import { groupVariants, type VariantDraft } from './group-variants.ts';
import { imageVariants } from './image-variants.ts';
import { importedVariants } from './imported-variants.ts';
import { buildKubernetes } from './kubernetes/build-kubernetes.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { logicalName } from './logical-name.ts';
import { gitopsVariants } from './pipelines/gitops-variants.ts';
import { pipelineVariants } from './pipelines/pipeline-variants.ts';
import { readPipelines } from './pipelines/read-pipelines.ts';
import { repositoryVariants } from './repository-variants.ts';
import { serviceSubjects } from './service-variants.ts';

/** Joins documents into subjects with facts. Pure: the same collection always gives the same model. */
export function buildModel(collection: Collection, settings: ModelSettings): Model {
  const assignment = assignSets(collection, settings.environments);
  const kubernetes = buildKubernetes(collection, { podTemplates: settings.podTemplates, assignment });
  const pipelines = readPipelines(collection.documents);
  const drafts: readonly VariantDraft[] = [
    ...kubernetes.drafts,
    ...imageVariants(collection.documents),
    ...repositoryVariants({ collection, name: settings.repository, objects: kubernetes.objects, pipelines }),
    ...pipelineVariants(pipelines, settings.environments),
    ...gitopsVariants(kubernetes.objects, settings.environments),
    ...importedVariants(collection.documents),
  ];
  const subjects = groupVariants(drafts, settings.services);
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
  const { objects } = kubernetes;
  const services = serviceSubjects({ services: settings.services, subjects, objects, serviceOf, collection });
  return { subjects: [...services, ...subjects], services: settings.services, unread: collection.unread };
}

import type { Collection } from '../types/document.ts';
import type { Model, ModelSettings } from '../types/examination.ts';
import { alertVariants } from './alerting/alert-variants.ts';
import { readRuleBook } from './alerting/rule-book.ts';
import { assignSets } from './assign-sets.ts';
import { dashboardVariants } from './dashboards/dashboard-variants.ts';
import { documentVariants } from './documents/document-variants.ts';
import { experimentVariants } from './experiments/experiment-variants.ts';
import { groupVariants, type VariantDraft } from './group-variants.ts';
import { imageVariants } from './image-variants.ts';
import { importedVariants } from './imported-variants.ts';
import { buildKubernetes } from './kubernetes/build-kubernetes.ts';
import type { ModelContext } from './model-context.ts';
import { buildObjectives } from './objectives/build-objectives.ts';
import { ownerOfObjects } from './owner-of-objects.ts';
import { gitopsVariants } from './pipelines/gitops-variants.ts';
import { pipelineVariants } from './pipelines/pipeline-variants.ts';
import { readPipelines } from './pipelines/read-pipelines.ts';
import { repositoryVariants } from './repository-variants.ts';
import { serviceSubjects } from './service-variants.ts';

/** Each makes the subjects of one topic, whosever they are. */
const BUILDERS: readonly ((context: ModelContext) => readonly VariantDraft[])[] = [
  imageVariants,
  experimentVariants,
  repositoryVariants,
  pipelineVariants,
  gitopsVariants,
  alertVariants,
  dashboardVariants,
  documentVariants,
  importedVariants,
];

/** Joins documents into subjects with facts. Pure: the same collection always gives the same model. */
export function buildModel(collection: Collection, settings: ModelSettings): Model {
  const { services } = settings;
  const assignment = assignSets(collection, settings.environments);
  const kubernetes = buildKubernetes(collection, { podTemplates: settings.podTemplates, assignment });
  const context: ModelContext = {
    collection,
    settings,
    assignment,
    objects: kubernetes.objects,
    inventory: kubernetes.inventory,
    rules: readRuleBook(collection, kubernetes.objects, assignment),
    pipelines: readPipelines(collection.documents),
  };
  const objectives = buildObjectives(context);
  const drafts = [...kubernetes.drafts, ...BUILDERS.flatMap((build) => build(context)), ...objectives.drafts];
  const subjects = groupVariants(drafts, services);
  objectives.join(subjects);
  const serviceOf = ownerOfObjects(subjects, services, assignment);
  return {
    subjects: [...serviceSubjects({ ...context, subjects, serviceOf }), ...subjects],
    services,
    unread: collection.unread,
  };
}

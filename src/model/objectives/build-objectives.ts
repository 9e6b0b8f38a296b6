import type { ObjectiveConfig, ServiceConfig } from '../../types/config.ts';
import type { Collection } from '../../types/document.ts';
import type { Subject } from '../../types/subject.ts';
import type { SetAssignment } from '../assign-sets.ts';
import { type DependencyDraft, dependencyDraft } from '../dependencies/dependency-drafts.ts';
import { putDependencyFacts } from '../dependencies/put-dependency-facts.ts';
import { readDependencies } from '../dependencies/read-dependencies.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import type { ModelContext } from '../model-context.ts';
import { burnAlertsOn, readWatches, type Watches } from './burn-coverage.ts';
import { type ObjectiveDraft, objectiveDraft } from './objective-drafts.ts';
import { putAlerts } from './put-alerts.ts';
import { putComposition } from './put-composition.ts';
import { putDemands } from './put-demands.ts';
import { readDeclared } from './read-declared.ts';
import type { FindNamed, ReadObjective } from './read-objective.ts';
import { readOpenSlo } from './read-openslo.ts';
import { readPyrra } from './read-pyrra.ts';
import { isSlothFile, readSlothFile, readSlothObject } from './read-sloth.ts';

/** Objectives and dependencies. What one owes to others is put once it is known whose each of them is. */
export interface ObjectiveModel {
  readonly drafts: readonly VariantDraft[];
  /** Puts the facts that take the subjects of other services. */
  join(subjects: readonly Subject[]): void;
}

export function buildObjectives({ collection, rules, objects, assignment, settings }: ModelContext): ObjectiveModel {
  const { services } = settings;
  const { documents, queries } = collection;
  const read = readObjectives(collection, objects, assignment);
  const written = new Set(read.map(({ id }) => id));
  // One that is declared under the name of one in a file says more about that one.
  const declared = services.flatMap((service) =>
    service.objectives.filter(({ name }) => !written.has(name)).map((objective) => readDeclared(service, objective)),
  );
  const environmentOf = (set: string) => assignment.sets.get(set)?.environment;
  const objectives = [...read, ...declared].map((one) =>
    objectiveDraft(one, { queries, records: rules.records, environmentOf }),
  );
  const dependencies = readDependencies(services, documents).map(dependencyDraft);
  return {
    drafts: [...objectives, ...dependencies].map(({ draft }) => draft),
    join: (subjects) =>
      join({ objectives, dependencies, watches: readWatches(rules) }, { subjects, services, collection }),
  };
}

function readObjectives(
  { documents }: Collection,
  objects: readonly KubeObject[],
  assignment: SetAssignment,
): readonly ReadObjective[] {
  const openSlo = objects.filter(({ group }) => group === 'openslo');
  const find =
    (from: KubeObject): FindNamed =>
    (kind, name) => {
      const named = openSlo.filter((object) => object.kind === kind && object.name === name);
      return named.find(({ set }) => set === from.set) ?? named[0];
    };
  return [
    ...openSlo.filter(({ kind }) => kind === 'SLO').flatMap((object) => readOpenSlo(object, find(object))),
    ...objects
      .filter(({ group, kind }) => group === 'sloth.slok.dev' && kind === 'PrometheusServiceLevel')
      .flatMap(readSlothObject),
    ...objects
      .filter(({ group, kind }) => group === 'pyrra.dev' && kind === 'ServiceLevelObjective')
      .flatMap(readPyrra),
    ...documents.filter(isSlothFile).flatMap((document) => readSlothFile(document, assignment.setOf(document))),
  ];
}

interface Drafts {
  readonly objectives: readonly ObjectiveDraft[];
  readonly dependencies: readonly DependencyDraft[];
  readonly watches: Watches;
}

interface Whole {
  readonly subjects: readonly Subject[];
  readonly services: readonly ServiceConfig[];
  readonly collection: Collection;
}

function join({ objectives, dependencies, watches }: Drafts, { subjects, services, collection }: Whole): void {
  const owners = new Map(subjects.flatMap(({ variants, service }) => variants.map((one) => [one, service] as const)));
  const ownerOf = ({ draft }: ObjectiveDraft) => services.find(({ name }) => name === owners.get(draft.variant));
  const byService = Map.groupBy(objectives, (draft) => ownerOf(draft)?.name ?? '');
  putDependencyFacts(dependencies, { subjects, services, objectivesOf: (name) => byService.get(name) ?? [] });
  const needs = Map.groupBy(dependencies, ({ read }) => read.service.name);
  for (const draft of objectives) {
    const service = ownerOf(draft);
    if (!service) continue;
    draft.sheet.put('owner', draft.read.owner ?? service.owner);
    const burns = burnAlertsOn(draft.indicator.selectors, watches);
    putAlerts(draft, { service, unread: collection.unread, watches, burns });
    const more = service.objectives.find(({ name }) => name === draft.read.id);
    putDemands(draft, { service, burns, ...saidOf(draft.read, more) });
    putComposition(draft, needs.get(service.name) ?? []);
  }
}

function saidOf(read: ReadObjective, more: ObjectiveConfig | undefined) {
  return { sla: read.sla ?? more?.sla, requestsPerHour: read.requestsPerHour ?? more?.requestsPerHour };
}

import type { ServiceConfig } from '../../types/config.ts';
import type { Collection } from '../../types/document.ts';
import type { SetAssignment } from '../assign-sets.ts';
import { FactSheet } from '../fact-sheet.ts';
import { isSaidBy, type VariantDraft } from '../group-variants.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import type { AlertContext, PutAlertFacts } from './alert-facts/alert-context.ts';
import { putBurn } from './alert-facts/put-burn.ts';
import { putExpression } from './alert-facts/put-expression.ts';
import { putLabels } from './alert-facts/put-labels.ts';
import { putRoute } from './alert-facts/put-route.ts';
import { putRunbook } from './alert-facts/put-runbook.ts';
import { readAlertmanagers } from './alertmanager/read-alertmanagers.ts';
import { recordsOf } from './records.ts';
import { repositoriesHere } from './repositories-here.ts';
import { type Rule, readRules } from './rules.ts';
import { saysOf } from './says-of.ts';

interface Known {
  readonly objects: readonly KubeObject[];
  readonly assignment: SetAssignment;
  readonly services: readonly ServiceConfig[];
  /** `owner/name`, else the folder's name. */
  readonly repository: string;
}

const TOPICS: readonly PutAlertFacts[] = [putExpression, putBurn, putLabels, putRunbook, putRoute];

/** Each alert as a subject: whether it can fire, whom it reaches, and what they will read. */
export function alertVariants(collection: Collection, known: Known): readonly VariantDraft[] {
  const rules = readRules(collection, known.objects, known.assignment);
  const alerts = rules.filter(({ kind }) => kind === 'alert');
  if (alerts.length === 0) return [];
  const shared = {
    records: recordsOf(rules),
    linked: collection.linkedFiles,
    repositories: repositoriesHere(collection.linkedFiles, known.repository),
    alertmanagers: readAlertmanagers(collection, known.objects, known.assignment),
    environmentOf: (set: string) => known.assignment.sets.get(set)?.environment,
  };
  return alerts.map((rule) => toDraft({ ...shared, rule }, known.services));
}

function toDraft(context: AlertContext, services: readonly ServiceConfig[]): VariantDraft {
  const { rule, environmentOf } = context;
  const sheet = new FactSheet(rule.source, '/alert');
  for (const put of TOPICS) put(sheet, context);
  const says = saysOf(rule);
  sheet.put('shared', services.length > 1 && !isSaidBy(says, services));
  const environment = environmentOf(rule.set);
  return {
    kind: 'alert',
    id: rule.name,
    files: [rule.file],
    names: [],
    says,
    variant: {
      set: rule.set,
      ...(environment === undefined ? {} : { environment }),
      coordinates: { platform: 'prometheus', kind: rule.object?.kind ?? 'Rule', ...whereOf(rule), name: rule.name },
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path) => sheet.locate(path),
    },
  };
}

function whereOf({ object }: Rule): { readonly namespace?: string } {
  return object?.namespace === undefined ? {} : { namespace: object.namespace };
}

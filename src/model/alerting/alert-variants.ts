import type { ServiceConfig } from '../../types/config.ts';
import { FactSheet } from '../fact-sheet.ts';
import { serviceSaidBy, type VariantDraft } from '../group-variants.ts';
import type { ModelContext } from '../model-context.ts';
import type { AlertContext, PutAlertFacts } from './alert-facts/alert-context.ts';
import { putBurn } from './alert-facts/put-burn.ts';
import { putExpression } from './alert-facts/put-expression.ts';
import { putLabels } from './alert-facts/put-labels.ts';
import { putRoute } from './alert-facts/put-route.ts';
import { putRunbook } from './alert-facts/put-runbook.ts';
import { readAlertmanagers } from './alertmanager/read-alertmanagers.ts';
import { repositoriesHere } from './repositories-here.ts';
import type { Rule } from './rules.ts';
import { saysOf } from './says-of.ts';

const TOPICS: readonly PutAlertFacts[] = [putExpression, putBurn, putLabels, putRunbook, putRoute];

/** Each alert as a subject: whether it can fire, whom it reaches, and what they will read. */
export function alertVariants(context: ModelContext): readonly VariantDraft[] {
  const { collection, objects, assignment, settings } = context;
  const { alerts, records } = context.rules;
  if (alerts.length === 0) return [];
  const shared = {
    records,
    linked: collection.linkedFiles,
    repositories: repositoriesHere(collection.linkedFiles, settings.repository),
    alertmanagers: readAlertmanagers(collection, objects, assignment),
    environmentOf: (set: string) => assignment.sets.get(set)?.environment,
  };
  return alerts.map((rule) => toDraft({ ...shared, rule }, settings.services));
}

function toDraft(context: AlertContext, services: readonly ServiceConfig[]): VariantDraft {
  const { rule, environmentOf } = context;
  const sheet = new FactSheet(rule.source, '/alert');
  for (const put of TOPICS) put(sheet, context);
  const says = saysOf(rule);
  sheet.put('shared', services.length > 1 && serviceSaidBy(says, services) === undefined);
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

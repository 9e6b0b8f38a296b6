import { appendTo } from '../../lib/append-to.ts';
import { runbookOf } from '../alerting/alert-facts/put-runbook.ts';
import { repositoriesHere } from '../alerting/repositories-here.ts';
import { saysOf } from '../alerting/says-of.ts';
import { serviceSaidBy } from '../group-variants.ts';
import type { ModelContext } from '../model-context.ts';

/** The service of the alerts that link to a document, by its file; none where alerts of several services do. */
export function linkedRunbooks({ collection, rules, settings }: ModelContext): ReadonlyMap<string, string> {
  const { services, repository } = settings;
  // With one service, nothing is to be told apart.
  if (services.length < 2 || collection.linkedFiles.size === 0) return new Map();
  const here = repositoriesHere(collection.linkedFiles, repository);
  const linking = new Map<string, string[]>();
  for (const rule of rules.alerts) {
    const link = collection.linkedFiles.get(runbookOf(rule)?.url ?? '');
    const isHere = link?.exists && (link.repository === undefined || here.has(link.repository.toLowerCase()));
    const service = isHere ? serviceSaidBy(saysOf(rule), services)?.name : undefined;
    if (link && service !== undefined) appendTo(linking, link.path, service);
  }
  return new Map([...linking].flatMap(([path, names]) => (new Set(names).size === 1 ? [[path, names[0] ?? '']] : [])));
}

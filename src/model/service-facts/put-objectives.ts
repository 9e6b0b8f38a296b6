import type { FactValue, Variant } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { isUnknown } from '../unknown.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

const KINDS = ['SLO', 'PrometheusServiceLevel', 'ServiceLevelObjective'];

/** What it promises, and whether each side of a promise is there. */
export function putObjectives(sheet: FactSheet, context: ServiceContext): void {
  const { service, own, collection } = context;
  const objectives = ofKind(own, 'slo');
  const [variant] = objectives[0]?.variants ?? [];
  const place = variant ? { locate: () => variant.locate('target') } : context.home;
  const absent = presenceElsewhere({ service, source: 'objectives', kinds: KINDS, unread: collection.unread });
  sheet.put('objectives', {}, place);
  sheet.put('objectives.count', objectives.length, place);
  sheet.put('objectives.present', objectives.length > 0 || absent, place);
  for (const kind of ['availability', 'latency', 'freshness']) {
    const kinds = objectives.flatMap(({ variants }) => variants.map(kindOf));
    const open = kinds.find(isUnknown);
    sheet.put(`objectives.${kind}`, kinds.includes(kind) || (open ?? absent), place);
  }
}

function kindOf({ facts }: Variant): FactValue | undefined {
  const indicator = facts['indicator'];
  if (typeof indicator !== 'object' || indicator === null || !('kind' in indicator)) return undefined;
  return indicator.kind;
}

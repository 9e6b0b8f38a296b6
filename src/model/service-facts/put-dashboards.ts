import { dig } from '../../lib/json.ts';
import type { Subject, Variant } from '../../types/subject.ts';
import type { Unknown } from '../../types/unknown.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { alertsOf } from './put-alerts.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

const SIGNALS = ['latency', 'traffic', 'errors', 'saturation'];
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'VMServiceScrape', 'VMPodScrape', 'ScrapeConfig'];

/** What people see of the service: its dashboards, the signals that somebody asks for, and whether it is scraped. */
export function putDashboards(sheet: FactSheet, context: ServiceContext): void {
  const dashboards = ofKind(context.own, 'dashboard').flatMap(({ variants }) => variants);
  const [first] = dashboards;
  const place = first && { locate: () => first.locate('queries') };
  sheet.put('dashboards', {}, place);
  sheet.put(
    'dashboards.present',
    first ? true : absence(context, 'dashboards', ['ConfigMap', 'GrafanaDashboard']),
    place,
  );
  const asking = [...dashboards, ...alertsOf(context)];
  sheet.put('signals', {}, place);
  for (const signal of SIGNALS) {
    const found = asking.find((variant) => shows(variant, signal));
    const at = found ? { locate: () => found.locate('signals') } : place;
    sheet.put(
      `signals.${signal}`,
      found ? true : absence(context, 'dashboards', ['ConfigMap', 'GrafanaDashboard']),
      at,
    );
  }
  putScraped(sheet, context);
}

function shows({ facts }: Variant, signal: string): boolean {
  return [facts['signals'], dig(facts, 'expression', 'signals')].some(
    (signals) => Array.isArray(signals) && signals.includes(signal),
  );
}

function putScraped(sheet: FactSheet, context: ServiceContext): void {
  const workloads = ofKind(context.own, 'workload');
  const found = workloads
    .flatMap(({ variants }: Subject) => variants)
    .find(({ facts }) => dig(facts, 'metrics', 'scraped') === true);
  const place = found && { locate: () => found.locate('metrics.scraped') };
  if (workloads.length === 0) return;
  const { service, collection } = context;
  const sought = {
    service,
    source: 'alerts',
    what: 'what scrapes it',
    kinds: MONITORS,
    unread: collection.unread,
  } as const;
  sheet.put('scraped', found ? true : presenceElsewhere(sought), place);
}

function absence(
  context: ServiceContext,
  source: 'alerts' | 'dashboards',
  kinds: readonly string[],
): boolean | Unknown {
  return presenceElsewhere({ service: context.service, source, kinds, unread: context.collection.unread });
}

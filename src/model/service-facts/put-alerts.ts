import { dig } from '../../lib/json.ts';
import type { Subject, Variant } from '../../types/subject.ts';
import type { Unknown } from '../../types/unknown.ts';
import { generatesAlerts } from '../alerting/generates-alerts.ts';
import { RULE_KINDS } from '../alerting/rules.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { isUnknown, unknown } from '../unknown.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

const TOPICS = [
  ...['restarts', 'rollouts', 'autoscaler', 'disk', 'inodes', 'memory', 'cpu', 'database', 'replication', 'ingress'],
  ...['certificates', 'queue', 'jobs', 'absence'],
];
const MOST_NAMED = 10;

/** Which alerts watch over the service: its own, and those of the repository that name no service. */
export function putAlerts(sheet: FactSheet, context: ServiceContext): void {
  const variants = alertsOf(context);
  const put = (fact: string, holds: (facts: Variant['facts']) => boolean | undefined): void => {
    const found = variants.find(({ facts }) => holds(facts) === true);
    const open = variants.find(({ facts }) => holds(facts) === undefined);
    const seen = found ?? open ?? variants[0];
    const place = seen && { locate: () => seen.locate('expression') };
    sheet.put(fact, found ? true : open ? unclear(open) : absence(context), place);
  };
  sheet.put('alerts', {}, variants[0] && { locate: () => variants[0]?.locate('expression') ?? sheet.locate('name') });
  put('alerts.present', () => true);
  put('alerts.page', ({ pages }) => known(pages));
  put('alerts.latency', (facts) => asks(facts, 'signals', 'latency'));
  put('alerts.errors', (facts) => asks(facts, 'signals', 'errors'));
  put('alerts.deadman', (facts) => known(dig(facts, 'expression', 'constant')));
  for (const topic of TOPICS) put(`alerts.on.${topic}`, (facts) => asks(facts, 'topics', topic));
  putUnrecorded(sheet, context, variants);
  const routed = variants.find(({ facts }) => facts['route'] !== undefined);
  sheet.put('alerts.routedHere', routed !== undefined, routed && { locate: () => routed.locate('route') });
  putRouting(sheet, variants);
}

/** One that is burdened by an expression that cannot be read may be what is sought. */
function unclear({ coordinates }: Variant): Unknown {
  return unknown('unresolved', `what the alert ${coordinates.name} asks could not be read`);
}

export function alertsOf({ own, subjects }: Pick<ServiceContext, 'own' | 'subjects'>): readonly Variant[] {
  const shared = ofKind(subjects, 'alert').filter((subject) => !own.includes(subject) && isShared(subject));
  return [...ofKind(own, 'alert'), ...shared].flatMap(({ variants }) => variants);
}

function isShared({ variants }: Subject): boolean {
  return variants.some(({ facts }) => facts['shared'] === true);
}

function known(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : isUnknown(value) ? undefined : false;
}

function asks(facts: Variant['facts'], list: 'signals' | 'topics', wanted: string): boolean | undefined {
  const value = dig(facts, 'expression', list);
  if (isUnknown(value)) return undefined;
  return Array.isArray(value) && value.includes(wanted);
}

function absence(context: ServiceContext): boolean | Unknown {
  const generator = context.collection.documents.find(({ data }) => generatesAlerts(data));
  if (generator) return unknown('unread', `alerts are generated from ${generator.file}, and not read`);
  return presenceElsewhere({ ...context, source: 'alerts', kinds: RULE_KINDS, unread: context.collection.unread });
}

/** Only where every alert is here, every rule that records is here too. */
function putUnrecorded(sheet: FactSheet, context: ServiceContext, variants: readonly Variant[]): void {
  const missing = variants.flatMap((variant) => {
    const names = dig(variant.facts, 'expression', 'unrecorded');
    return Array.isArray(names) ? names.map((name) => ({ name: `${name}`, variant })) : [];
  });
  const [first] = missing;
  const place = first && { locate: () => first.variant.locate('expression.unrecorded') };
  const open = missing.length === 0 ? undefined : absence(context);
  const names = [...new Set(missing.map(({ name }) => name))].sort().slice(0, MOST_NAMED);
  sheet.put('alerts.unrecorded', open === false || open === undefined ? names : isUnknown(open) ? open : [], place);
}

/** Pages whose route is known to end at nobody; unknown where no Alertmanager is configured here. */
function putRouting(sheet: FactSheet, variants: readonly Variant[]): void {
  const pages = variants.filter(({ facts }) => facts['pages'] === true);
  if (pages.length === 0) return;
  const lost = pages.filter(({ facts }) => dig(facts, 'route', 'reach') === 'nobody');
  const open = pages.find(({ facts }) => typeof dig(facts, 'route', 'reach') !== 'string');
  const [first] = lost.length > 0 ? lost : pages;
  const place = first && { locate: () => first.locate('route') };
  const names = [...new Set(lost.map(({ coordinates }) => coordinates.name))].sort().slice(0, MOST_NAMED);
  const why =
    open?.facts['route'] === undefined
      ? 'Alertmanager may be configured in another repository'
      : 'the route of a page is not settled';
  sheet.put('alerts.unrouted', lost.length === 0 && open ? unknown('elsewhere', why) : names, place);
}

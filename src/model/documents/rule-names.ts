import type { Query } from '../../types/query.ts';
import type { Unknown } from '../../types/unknown.ts';
import { generatesAlerts } from '../alerting/generates-alerts.ts';
import { RULE_KINDS } from '../alerting/rules.ts';
import type { ModelContext } from '../model-context.ts';
import { hiddenIn } from '../presence.ts';
import { unknown } from '../unknown.ts';

/** What the rules of the repository make, by name. */
export interface KnownNames {
  readonly queries: ReadonlyMap<string, Query>;
  readonly series: ReadonlySet<string>;
  /** What recorded series begin with: `shop` of `shop:errors:rate5m`. */
  readonly levels: ReadonlySet<string>;
  readonly alerts: ReadonlySet<string>;
  /** The services say that all rules are here. */
  readonly isComplete: boolean;
  /** Why a name that is not here may exist for all that. */
  readonly open: Unknown | undefined;
}

export interface RuleNames {
  /** For the page of some services; without any it is everybody's. */
  asSeenBy(services: readonly string[]): KnownNames;
}

export function readRuleNames({ collection, rules, settings }: ModelContext): RuleNames {
  const series = new Set(rules.records.keys());
  const alerts = new Set(rules.alerts.map(({ name }) => name));
  const known = {
    queries: collection.queries,
    series,
    levels: new Set([...series].filter((name) => name.includes(':')).map(levelOf)),
    alerts,
    open: openness(collection, [...series, ...alerts]),
  };
  const isComplete = (names: readonly string[]): boolean => {
    const named = settings.services.filter(({ name }) => names.includes(name));
    return (named.length > 0 ? named : settings.services).every(({ complete }) => complete.includes('alerts'));
  };
  return { asSeenBy: (services) => ({ ...known, isComplete: isComplete(services) }) };
}

export function levelOf(series: string): string {
  return series.slice(0, series.indexOf(':'));
}

function openness({ documents, unread }: ModelContext['collection'], names: readonly string[]): Unknown | undefined {
  const generator = documents.find(({ data }) => generatesAlerts(data));
  if (generator) return unknown('unread', `rules are generated from ${generator.file}, and not read`);
  if (names.some((name) => /[{$[<%]/.test(name))) return unknown('unresolved', 'the name of a rule is a template');
  return hiddenIn(unread, RULE_KINDS);
}

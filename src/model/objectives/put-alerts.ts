import type { ServiceConfig } from '../../types/config.ts';
import type { Unread } from '../../types/document.ts';
import type { FactValue } from '../../types/subject.ts';
import type { Locatable } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { unknown } from '../unknown.ts';
import { type BurnAlert, severityOf, tellsAbsence, type Watches } from './burn-coverage.ts';
import { burnProblems, conditionProblems, generatedProblems } from './burn-problems.ts';
import { type ObjectiveDraft, objectiveOf } from './objective-drafts.ts';

interface Context {
  readonly service: ServiceConfig;
  readonly unread: readonly Unread[];
  readonly watches: Watches;
  /** The alerts on its budget. */
  readonly burns: readonly BurnAlert[];
}

const MOST_NAMED = 20;

/** Whether somebody is told while the budget burns, and whether the numbers of those alerts fit the objective. */
export function putAlerts(draft: ObjectiveDraft, context: Context): void {
  const { read, sheet } = draft;
  const { alerting, at, source } = read;
  const { burns } = context;
  const [first] = burns;
  const place: Locatable = first ? { locate: () => first.rule.source.locate('/expr') } : source;
  const pointer = first ? '' : at.alerting;
  sheet.put('alerts', {}, place, pointer);
  for (const severity of ['page', 'ticket'] as const) {
    const of = burns.find((burn) => burn.severity === severity);
    const seen = of !== undefined || (alerting.conditions ?? []).some((one) => severityOf(one.severity) === severity);
    const value = alerting.generated?.[severity] === true || seen || absence(draft, context);
    const where: Locatable = of ? { locate: () => of.rule.source.locate('/expr') } : source;
    sheet.put(`alerts.${severity}`, value, where, of ? '' : at.alerting);
  }
  sheet.put(
    'alerts.names',
    [...new Set(burns.map(({ rule }) => rule.name))].sort().slice(0, MOST_NAMED),
    place,
    pointer,
  );
  putProblems(draft, burns);
  putNoData(draft, context);
}

/** What it means that no alert was found. */
function absence({ read, indicator }: ObjectiveDraft, { service, unread }: Context): FactValue {
  const [missing] = read.alerting.missing ?? [];
  if (missing !== undefined) return unknown('elsewhere', `the policy ${missing} is not in this repository`);
  if (read.alerting.generated) return false;
  const elsewhere = presenceElsewhere({ service, source: 'alerts', kinds: ['PrometheusRule', 'AlertPolicy'], unread });
  if (elsewhere !== false || indicator.selectors.length > 0) return elsewhere;
  return unmatched(read.indicator.unread);
}

function putProblems({ read, sheet }: ObjectiveDraft, burns: readonly BurnAlert[]): void {
  const objective = objectiveOf(read);
  const conditions = read.alerting.conditions ?? [];
  const isGenerated = read.alerting.generated?.page === true;
  if (!objective || (burns.length === 0 && conditions.length === 0 && !isGenerated)) return;
  const judged = burns.map((burn) => ({ burn, problems: burnProblems(objective, burn) }));
  const worst = judged.find(({ problems }) => problems.length > 0)?.burn ?? burns[0];
  const problems = [
    ...judged.flatMap((one) => one.problems),
    ...conditions.flatMap((condition) => conditionProblems(objective, condition)),
    ...(isGenerated ? generatedProblems(objective) : []),
  ];
  const place: Locatable = worst ? { locate: () => worst.rule.source.locate('/expr') } : read.source;
  sheet.put('alerts.problems', [...new Set(problems)].slice(0, MOST_NAMED), place, worst ? '' : read.at.alerting);
}

function putNoData({ read, indicator, sheet }: ObjectiveDraft, { service, unread, watches }: Context): void {
  const alert = tellsAbsence(indicator.selectors, watches);
  const elsewhere = presenceElsewhere({ service, source: 'alerts', kinds: ['PrometheusRule'], unread });
  const silent = elsewhere === false && indicator.selectors.length === 0 ? unmatched(read.indicator.unread) : elsewhere;
  const stated = read.alerting.noData;
  const value = alert !== undefined || stated === true || silent === true || (stated ?? silent);
  const place: Locatable = alert ? { locate: () => alert.source.locate('/expr') } : read.source;
  sheet.put('alerts.noData', value, place, alert ? '' : read.at.alerting);
}

function unmatched(why = 'it has none'): FactValue {
  return unknown('unresolved', `without a query no alert can be matched: ${why}`);
}

import type { ServiceConfig } from '../../types/config.ts';
import type { Unread } from '../../types/document.ts';
import type { FactValue } from '../../types/subject.ts';
import type { Locatable } from '../fact-sheet.ts';
import { presenceElsewhere } from '../presence.ts';
import { unknown } from '../unknown.ts';
import { type BurnBranch, burnBranches, tellsAbsence, type Watches } from './burn-coverage.ts';
import { burnProblems, conditionProblems, generatedProblems } from './burn-problems.ts';
import { type ObjectiveDraft, objectiveOf } from './objective-drafts.ts';
import type { BurnCondition } from './read-objective.ts';

interface Context {
  readonly service: ServiceConfig;
  readonly unread: readonly Unread[];
  readonly watches: Watches;
}

const PAGE = /page|critical|urgent|sev-?[01]\b|p[01]\b/i;
const MOST_NAMED = 20;

/** Whether somebody is told while the budget burns, and whether the numbers of those alerts fit the objective. */
export function putAlerts(draft: ObjectiveDraft, context: Context): void {
  const { read, indicator, sheet } = draft;
  const { alerting, at, source } = read;
  const branches = burnBranches(indicator.selectors, context.watches);
  const [first] = branches;
  const place: Locatable = first ? { locate: () => first.alert.place() } : source;
  const pointer = first ? '' : at.alerting;
  sheet.put('alerts', {}, place, pointer);
  for (const severity of ['page', 'ticket'] as const) {
    const of = branches.find((branch) => branch.severity === severity);
    const seen = of !== undefined || (alerting.conditions ?? []).some((one) => severityOf(one) === severity);
    const value = alerting.generated?.[severity] === true || seen || absence(draft, context);
    const where: Locatable = of ? { locate: () => of.alert.place() } : source;
    sheet.put(`alerts.${severity}`, value, where, of ? '' : at.alerting);
  }
  sheet.put(
    'alerts.names',
    [...new Set(branches.map(({ alert }) => alert.name))].sort().slice(0, MOST_NAMED),
    place,
    pointer,
  );
  putProblems(draft, branches);
  putNoData(draft, context);
}

function severityOf({ severity = '' }: BurnCondition): 'page' | 'ticket' {
  return PAGE.test(severity) ? 'page' : 'ticket';
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

function putProblems({ read, sheet }: ObjectiveDraft, branches: readonly BurnBranch[]): void {
  const objective = objectiveOf(read);
  const conditions = read.alerting.conditions ?? [];
  const isGenerated = read.alerting.generated?.page === true;
  if (!objective || (branches.length === 0 && conditions.length === 0 && !isGenerated)) return;
  const judged = branches.map((branch) => ({ branch, problems: burnProblems(objective, branch) }));
  const worst = judged.find(({ problems }) => problems.length > 0)?.branch ?? branches[0];
  const problems = [
    ...judged.flatMap((one) => one.problems),
    ...conditions.flatMap((condition) => conditionProblems(objective, condition)),
    ...(isGenerated ? generatedProblems(objective) : []),
  ];
  const place: Locatable = worst ? { locate: () => worst.alert.place() } : read.source;
  sheet.put('alerts.problems', [...new Set(problems)].slice(0, MOST_NAMED), place, worst ? '' : read.at.alerting);
}

function putNoData({ read, indicator, sheet }: ObjectiveDraft, { service, unread, watches }: Context): void {
  const alert = tellsAbsence(indicator.selectors, watches);
  const elsewhere = presenceElsewhere({ service, source: 'alerts', kinds: ['PrometheusRule'], unread });
  const silent = elsewhere === false && indicator.selectors.length === 0 ? unmatched(read.indicator.unread) : elsewhere;
  const stated = read.alerting.noData;
  const value = alert !== undefined || stated === true || silent === true || (stated ?? silent);
  const place: Locatable = alert ? { locate: () => alert.place() } : read.source;
  sheet.put('alerts.noData', value, place, alert ? '' : read.at.alerting);
}

function unmatched(why = 'it has none'): FactValue {
  return unknown('unresolved', `without a query no alert can be matched: ${why}`);
}

import type { FactSheet } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import { type Alertmanager, type Reach, reachOf } from '../alertmanager/alertmanager.ts';
import { routeAlert } from '../alertmanager/route-alert.ts';
import type { AlertContext } from './alert-context.ts';

const BEST_FIRST: readonly Reach[] = ['pager', 'webhook', 'chat', 'nobody'];
const MOST_NAMED = 10;

/** Whom the alert reaches; nothing where no Alertmanager is configured in this repository. */
export function putRoute(sheet: FactSheet, context: AlertContext): void {
  const { rule, alertmanagers, environmentOf } = context;
  const environment = environmentOf(rule.set);
  const near = nearest(
    rule.file,
    alertmanagers.filter(
      (each) => each.environment === undefined || environment === undefined || each.environment === environment,
    ),
  );
  const production = near.filter((each) => each.environment === 'production');
  const chosen = production.length > 0 ? production : near;
  const [manager] = chosen;
  if (!manager || chosen.length > 1) {
    if (manager)
      sheet.put('route', unknown('unresolved', 'several Alertmanagers are configured, and which has it is not told'));
    return;
  }
  const { certain, possible } = routeAlert(manager, rule);
  const places = [...new Set([...certain, ...possible])];
  const { source, pointer } = manager;
  sheet.put('route', {}, source, pointer);
  sheet.put('route.receivers', places.slice(0, MOST_NAMED), source, pointer);
  const hoped = bestOf(places.map((name) => reachOf(manager, name)));
  // One of the possible ones gets it in any case.
  const sure =
    certain.length > 0
      ? bestOf(certain.map((name) => reachOf(manager, name)))
      : worstOf(possible.map((name) => reachOf(manager, name)));
  const isSettled = sure === hoped && sure !== undefined && !(manager.isPart && sure === 'nobody');
  const open = manager.isPart
    ? unknown('elsewhere', 'AlertmanagerConfig objects of another repository may route it')
    : unknown('unresolved', 'which route takes it depends on labels that its series bring');
  sheet.put('route.reach', isSettled ? sure : open, source, pointer);
}

/** Objects beside the rule are made for it; elsewhere a whole configuration says more than the parts that join it. */
function nearest(file: string, alertmanagers: readonly Alertmanager[]): readonly Alertmanager[] {
  const beside = alertmanagers.filter((each) => folderOf(each.file) === folderOf(file));
  if (beside.length > 0 && beside.every(({ isObject }) => isObject)) return beside;
  const whole = alertmanagers.filter(({ isObject }) => !isObject);
  return whole.length > 0 ? whole : alertmanagers;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function bestOf(reaches: readonly Reach[]): Reach | undefined {
  return BEST_FIRST.find((reach) => reaches.includes(reach));
}

function worstOf(reaches: readonly Reach[]): Reach | undefined {
  return BEST_FIRST.findLast((reach) => reaches.includes(reach));
}

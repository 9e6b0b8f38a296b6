import { dig } from '../../lib/json.ts';
import { burnAlerts } from '../../lib/reliability/burn-rates.ts';
import { incidentCost } from '../../lib/reliability/objective-sheet.ts';
import { compare, fromNumber, rational, subtract, toNumber } from '../../lib/reliability/rational.ts';
import type { ServiceConfig } from '../../types/config.ts';
import type { FactValue } from '../../types/subject.ts';
import { secondsOf } from '../alerting/alert-facts/put-labels.ts';
import type { BurnAlert } from './burn-coverage.ts';
import { type ObjectiveDraft, objectiveOf } from './objective-drafts.ts';

/** Scrape and evaluation, at half a minute each, and the wait of a route: what no alert can be quicker than. */
const DELAY_SECONDS = 90;
const HOUR = 3600;

interface Demands {
  /** The alerts on its budget. */
  readonly burns: readonly BurnAlert[];
  readonly service: ServiceConfig;
  readonly sla: number | undefined;
  readonly requestsPerHour: number | undefined;
}

/** What is asked of an objective beside its own numbers: a contract, enough traffic, people who are quick enough. */
export function putDemands(draft: ObjectiveDraft, { service, sla, requestsPerHour, burns }: Demands): void {
  const { read, sheet } = draft;
  const { source, at } = read;
  const target = typeof read.target === 'number' ? fromNumber(read.target) : undefined;
  const contract = sla === undefined ? undefined : fromNumber(sla);
  sheet.put('sla', sla, source, at.target);
  if (contract && target) sheet.put('slaMargin', toNumber(subtract(target, contract)), source, at.target);
  const objective = objectiveOf(read);
  const [fastest] = objective ? burnAlerts(objective) : [];
  if (fastest && requestsPerHour !== undefined) {
    const inWindow = fromNumber((requestsPerHour * fastest.longSeconds) / HOUR) ?? rational(0n);
    sheet.put('traffic', {}, source, at.target);
    sheet.put('traffic.requestsPerHour', requestsPerHour, source, at.target);
    const isEnough = compare(inWindow, fastest.requestsForOneFailure) >= 0;
    sheet.put('traffic.oneFailurePages', !isEnough, source, at.target);
  }
  putResponse(draft, service, burns);
}

/** Known only where a team says how long it takes to answer and to recover. */
function putResponse({ read, sheet }: ObjectiveDraft, { response }: ServiceConfig, burns: readonly BurnAlert[]): void {
  const objective = objectiveOf(read);
  const { acknowledgeSeconds, recoverSeconds } = response ?? {};
  if (!objective || acknowledgeSeconds === undefined || recoverSeconds === undefined) return;
  const pages = burns.filter(({ severity }) => severity === 'page');
  const detected = pages.length > 0 ? detectedBy(pages) : detection(sheet.value('alerts.page'), objective);
  const detectSeconds = response?.detectSeconds ?? detected;
  if (detectSeconds === undefined) return;
  const cost = incidentCost(objective, {
    detectSeconds: Math.ceil(detectSeconds),
    acknowledgeSeconds: Math.ceil(acknowledgeSeconds),
    recoverSeconds: Math.ceil(recoverSeconds),
  });
  sheet.put('response', {}, read.source, read.at.target);
  sheet.put('response.seconds', cost.seconds, read.source, read.at.target);
  sheet.put('response.affordable', cost.affordable, read.source, read.at.target);
  sheet.put('response.leftSeconds', Math.floor(toNumber(cost.leftSeconds)), read.source, read.at.target);
}

/** How long after the first error of a full outage the quickest of these fires; undefined where none ever does. */
function detectedBy(pages: readonly BurnAlert[]): number | undefined {
  const times = pages.flatMap(({ rule, pair }) => {
    const wait = secondsOf(dig(rule.data, 'for'));
    if (pair.threshold >= 1 || typeof wait !== 'number') return [];
    // The long window is the last of the two to hold enough errors.
    return [DELAY_SECONDS + Math.ceil(Number((pair.threshold * pair.longWindowSeconds).toPrecision(12))) + wait];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** A full outage as the fastest of the usual burn-rate alerts sees it, where they are generated. */
function detection(page: FactValue | undefined, objective: NonNullable<ReturnType<typeof objectiveOf>>) {
  const [fastest] = burnAlerts(objective);
  if (page !== true || !fastest?.reachable) return undefined;
  return DELAY_SECONDS + toNumber(fastest.outageSeconds);
}

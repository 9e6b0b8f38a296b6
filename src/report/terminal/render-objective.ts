import type { BurnAlert } from '../../lib/reliability/burn-rates.ts';
import { availabilityText, countText, percentText, spanText } from '../../lib/reliability/format-reliability.ts';
import type { Composition, IncidentCost, ObjectiveSheet } from '../../lib/reliability/objective-sheet.ts';
import { decimalText, type Rational, rational, subtract, toNumber } from '../../lib/reliability/rational.ts';
import { plainText } from '../../lib/sanitize.ts';
import { tableLines } from '../text-table.ts';
import type { CheckLayout } from './render-check.ts';
import { createStyle, type Style } from './style.ts';
import { wrap } from './wrap.ts';

/** What follows from a target and its window, for `slo`. */
export function renderObjective(sheet: ObjectiveSheet, { width, colour }: CheckLayout): string {
  const style = createStyle(colour);
  const head = `${percentText(sheet.target)} over ${spanText(rational(BigInt(sheet.windowSeconds)))}`;
  const sections: readonly (readonly string[])[] = [
    [style.bold(head)],
    section('Error budget', budgetLines(sheet, width), style),
    section('Burn-rate alerts', alertLines(sheet.alerts, width), style),
    sheet.composition ? section('Dependencies', compositionLines(sheet, sheet.composition, width), style) : [],
    section('Hard dependencies it allows', limitLines(sheet), style),
    sheet.incident ? section('One incident', incidentLines(sheet.incident, width), style) : [],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return [style.bold(title), ...lines];
}

function budgetLines({ target, downtimeSeconds, elsewhere, requests }: ObjectiveSheet, width: number) {
  const oneIn = grouped(toOneIn(target));
  const spans = elsewhere.map(({ seconds, downtimeSeconds: allowed }) => `${seconds / 86_400} d: ${spanText(allowed)}`);
  return [
    ...indented(`${spanText(downtimeSeconds)} of full outage, or one failure in ${oneIn} requests.`, width),
    ...(requests === undefined
      ? []
      : indented(`Of ${countText(requests.total)} requests, ${grouped(requests.failing)} may fail.`, width)),
    ...indented(`The same target over ${spans.join(' · ')}`, width),
  ];
}

function grouped(count: Rational): string {
  return decimalText(count, 1).replace(/^\d+/, countText);
}

function toOneIn(target: Rational): Rational {
  const budget = subtract(rational(1n), target);
  return { top: budget.bottom, bottom: budget.top };
}

const LEGEND =
  'Each fires while both windows exceed the error ratio. Budget: what is gone by then. Full outage: how long one lasts ' +
  'before it fires. Requests: with fewer in the long window, one failure fires it.';

function alertLines(alerts: readonly BurnAlert[], width: number): readonly string[] {
  const rows = alerts.map((alert) => [
    alert.severity,
    percentText(alert.share, 1),
    `${whole(alert.longSeconds)} / ${whole(alert.shortSeconds)}`,
    decimalText(alert.factor, 3),
    alert.reachable ? percentText(alert.errorRatio, 4) : 'never',
    spanText(alert.exhaustionSeconds),
    alert.reachable ? spanText(alert.outageSeconds) : 'never',
    countText(Math.ceil(toNumber(alert.requestsForOneFailure))),
  ]);
  const head = ['', 'budget', 'long / short', 'burn rate', 'error ratio', 'budget lasts', 'full outage', 'requests'];
  const dead = alerts.filter(({ reachable }) => !reachable);
  if (alerts.length === 0) return indented('None: the window is no longer than the shortest alert looks back.', width);
  return [
    ...tableLines([head, ...rows]),
    ...indented(LEGEND, width),
    ...(dead.length > 0
      ? indented('An error ratio cannot exceed 100%: those marked never cannot fire, so choose a higher target.', width)
      : []),
  ];
}

function compositionLines({ target }: ObjectiveSheet, composition: Composition, width: number): readonly string[] {
  const { own, parts, available, achievable, ownNeeded, remedies } = composition;
  const rows = [
    ...(own ? [['the service itself', availabilityText(own)]] : []),
    ...parts.map((part) => [`${plainText(part.name, 60)}`, availabilityText(part.available)]),
    ['all of them together', availabilityText(available)],
  ];
  const verdict = achievable
    ? `${percentText(target)} can be kept.`
    : `${percentText(target)} cannot be kept: at best ${availabilityText(available)}.`;
  const ownText = ownNeeded
    ? `The service itself has to reach ${availabilityText(ownNeeded)}.`
    : 'Not even a service that never fails would be enough.';
  const ways = achievable
    ? []
    : remedies.flatMap(({ name, enoughIfSoft, needed }) =>
        enoughIfSoft && needed
          ? indented(
              `It would be enough if ${plainText(name, 60)} were not needed, or reached ${availabilityText(needed)}.`,
              width,
            )
          : [],
      );
  return [...tableLines(rows), ...indented(`${verdict} ${ownText}`, width), ...ways];
}

function limitLines({ dependencyLimits, reserve }: ObjectiveSheet): readonly string[] {
  const count = (most: number | undefined): string => (most === undefined ? 'more than 1,000' : countText(most));
  return tableLines([
    ['each of', 'at most', `with ${percentText(reserve, 1)} of the budget kept for the service`],
    ...dependencyLimits.map(({ each, withoutReserve, withReserve }) => [
      availabilityText(each),
      count(withoutReserve),
      count(withReserve),
    ]),
  ]);
}

function incidentLines({ response, seconds, share, affordable, leftSeconds }: IncidentCost, width: number) {
  const { detectSeconds, acknowledgeSeconds, recoverSeconds } = response;
  const sum = [detectSeconds, acknowledgeSeconds, recoverSeconds].map(whole).join(' + ');
  const verdict = affordable ? 'The budget bears it.' : 'The budget does not bear it.';
  return [
    ...indented(`${sum} = ${whole(seconds)} of full outage, ${percentText(share, 1)} of the budget. ${verdict}`, width),
    ...indented(`To notice and to answer leaves ${spanText(leftSeconds)} for recovery.`, width),
  ];
}

function whole(seconds: number): string {
  return spanText(rational(BigInt(seconds)));
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, { width, first: '  ', rest: '  ' });
}

import type { BurnAlert } from '../../lib/reliability/burn-rates.ts';
import type { Composition, ObjectiveSheet } from '../../lib/reliability/objective-sheet.ts';
import { multiply, type Rational, rational, toNumber } from '../../lib/reliability/rational.ts';
import { printJson } from '../print-json.ts';

/** An objective worked out, as JSON; every name says its unit, shares are between 0 and 1. */
export function renderObjectiveJson(sheet: ObjectiveSheet): string {
  const { requests, composition, incident } = sheet;
  return printJson({
    targetPercent: percentOf(sheet.target),
    windowSeconds: sheet.windowSeconds,
    downtimeSeconds: toNumber(sheet.downtimeSeconds),
    downtimeSecondsByWindow: sheet.elsewhere.map(({ seconds, downtimeSeconds }) => ({
      windowSeconds: seconds,
      downtimeSeconds: toNumber(downtimeSeconds),
    })),
    ...(requests && { requests: { total: requests.total, failing: toNumber(requests.failing) } }),
    burnAlerts: sheet.alerts.map(alertOf),
    ...(composition && { composition: compositionOf(composition) }),
    reserveShare: toNumber(sheet.reserve),
    dependencyLimits: sheet.dependencyLimits.map(({ each, withoutReserve, withReserve }) => ({
      dependencyPercent: percentOf(each),
      most: withoutReserve ?? null,
      mostWithReserve: withReserve ?? null,
    })),
    ...(incident && {
      incident: {
        ...incident.response,
        totalSeconds: incident.seconds,
        budgetShare: toNumber(incident.share),
        affordable: incident.affordable,
        leftToRecoverSeconds: toNumber(incident.leftSeconds),
      },
    }),
  });
}

function alertOf(alert: BurnAlert): object {
  return {
    severity: alert.severity,
    budgetShare: toNumber(alert.share),
    longWindowSeconds: alert.longSeconds,
    shortWindowSeconds: alert.shortSeconds,
    burnRate: toNumber(alert.factor),
    errorRatio: toNumber(alert.errorRatio),
    reachable: alert.reachable,
    budgetLastsSeconds: toNumber(alert.exhaustionSeconds),
    fullOutageSeconds: toNumber(alert.outageSeconds),
    oneFailureFiresBelowRequests: Math.ceil(toNumber(alert.requestsForOneFailure)),
  };
}

function compositionOf({ own, parts, available, achievable, ownNeeded, remedies }: Composition): object {
  return {
    ...(own && { ownPercent: percentOf(own) }),
    dependencies: parts.map((part, index) => {
      const remedy = remedies[index];
      return {
        name: part.name,
        availablePercent: percentOf(part.available),
        enoughIfSoft: remedy?.enoughIfSoft ?? false,
        neededPercent: remedy?.needed ? percentOf(remedy.needed) : null,
      };
    }),
    availablePercent: percentOf(available),
    achievable,
    ownNeededPercent: ownNeeded ? percentOf(ownNeeded) : null,
  };
}

function percentOf(share: Rational): number {
  return toNumber(multiply(share, rational(100n)));
}

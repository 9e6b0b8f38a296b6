import type { Gate, Review, ServiceReview } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { groupGaps } from '../gap-group.ts';
import { anchorId } from './anchor-id.ts';
import { describeTime } from './describe-time.ts';
import { fleetGaps } from './fleet-gaps.ts';
import { type FleetService, fleetServices } from './fleet-services.ts';
import { left } from './left.ts';
import { scoreView } from './score-view.ts';
import { verdictView } from './verdict-view.ts';

/** Rows of the heat table, and services with a summary of their own. */
const mostRows = 1500;
const mostDrills = 400;
const mostSystemic = 25;
const mostOwners = 50;
const mostGaps = 5;
const mostReasons = 4;
const verdicts: readonly Gate[] = ['NO-GO', 'CONDITIONAL', 'GO', 'NOT-ASSESSED'];

/** What the fleet template shows. Its texts are as the reviews have them: to be cleaned before they are shown. */
export function fleetView(reviews: readonly Review[]): object {
  const services = fleetServices(reviews);
  const shown = services.slice(0, mostRows);
  const areas = areasOf(services);
  return {
    title: `Fleet: ${counted(services.length, 'service')}`,
    services: counted(services.length, 'service'),
    reviews: counted(reviews.length, 'review'),
    ...period(reviews),
    counts: verdicts.map((gate) => ({ verdict: verdictView(gate), count: countOf(services, gate) })),
    areas: areas.map(([, title]) => title),
    rows: shown.map((one, index) => rowOf(one, index, areas)),
    ...left('rowsLeft', services.length, mostRows),
    drills: shown.slice(0, mostDrills).map((one) => drillOf(one)),
    ...left('drillsLeft', services.length, mostDrills),
    systemic: fleetGaps(services, reviews)
      .slice(0, mostSystemic)
      .map(({ check, ...counts }) => ({
        ...counts,
        title: check.failTitle,
        check: check.id,
        severity: check.severity,
      })),
    ...ownersOf(services),
    tools: [
      ...new Set(reviews.map(({ tool }) => `${tool.name} ${tool.version}, catalogue ${tool.catalog.slice(0, 12)}`)),
    ]
      .sort()
      .slice(0, 5),
  };
}

function period(reviews: readonly Review[]): object {
  const times = reviews.map(({ generatedAt }) => generatedAt).sort();
  const [first = '', last = ''] = [times.at(0), times.at(-1)];
  return { first: describeTime(first), ...(first === last ? {} : { last: describeTime(last) }) };
}

type AreaNames = readonly (readonly [id: string, title: string])[];

/** In the order that a catalogue lists them, as far as the reviews agree on one. */
function areasOf(services: readonly FleetService[]): AreaNames {
  const longest = services.toSorted((a, b) => b.service.areas.length - a.service.areas.length);
  return [...new Map(longest.flatMap(({ service }) => service.areas.map(({ area, title }) => [area, title] as const)))];
}

function rowOf({ service, review, gaps }: FleetService, index: number, areas: AreaNames): object {
  const own = new Map(service.areas.map((area) => [area.area, area]));
  return {
    name: service.name,
    target: review.target.name === service.name ? undefined : review.target.name,
    ...(index < mostDrills ? { href: `#${drillId(service, review)}` } : {}),
    owner: service.owner,
    tier: service.tier,
    verdict: verdictView(service.gate.verdict),
    score: scoreView(service.score),
    gaps: gaps.length,
    cells: areas.map(([id]) => {
      const area = own.get(id);
      return area ? scoreView(area) : {};
    }),
  };
}

function drillOf({ review, service, gaps }: FleetService): object {
  const groups = groupGaps({ ...review, services: [service], findings: gaps });
  const { reasons } = service.gate;
  return {
    id: drillId(service, review),
    name: service.name,
    target: review.target.name,
    owner: service.owner,
    tier: service.tier,
    level: service.level ?? 'no level yet',
    verdict: verdictView(service.gate.verdict),
    score: scoreView(service.score),
    reasons: reasons.slice(0, mostReasons),
    gaps: groups.slice(0, mostGaps).map(({ check, severity, blocking, findings }) => ({
      title: check.failTitle,
      check: check.id,
      severity,
      blocking,
      subjects: counted(findings.length, 'subject'),
    })),
    ...left('gapsLeft', groups.length, mostGaps),
  };
}

function drillId(service: ServiceReview, review: Review): string {
  return anchorId('service', review.target.name, service.name);
}

/** Owners with the most services that are not ready first. */
function ownersOf(services: readonly FleetService[]): object {
  const owners = [...Map.groupBy(services, ({ service }) => service.owner ?? '')]
    .map(([name, own]) => ({
      name,
      services: own.length,
      stopped: countOf(own, 'NO-GO'),
      gaps: own.reduce((sum, { gaps }) => sum + gaps.length, 0),
    }))
    .sort((a, b) => b.stopped - a.stopped || b.gaps - a.gaps || (a.name < b.name ? -1 : 1));
  return { owners: owners.slice(0, mostOwners), ...left('ownersLeft', owners.length, mostOwners) };
}

function countOf(services: readonly FleetService[], gate: Gate): number {
  return services.filter(({ service }) => service.gate.verdict === gate).length;
}

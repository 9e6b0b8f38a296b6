import type { Review } from '../../types/review.ts';
import { isGap } from '../is-gap.ts';

/** The choices of the filter, which only a script makes work. */
export function filterView({ services, checks, findings }: Review): object {
  const failing = new Set(findings.filter(isGap).map(({ check }) => check));
  const titles = new Map(services.flatMap(({ areas }) => areas.map(({ area, title }) => [area, title] as const)));
  const areas = [...new Set(checks.filter(({ id }) => failing.has(id)).map(({ area }) => area))].sort();
  return {
    areas: areas.map((id) => ({ id, title: titles.get(id) ?? id })),
    services: services.length > 1 ? services.map(({ name }) => name) : [],
  };
}

import { severities } from '../../lib/severities.ts';
import type { Finding } from '../../types/finding.ts';
import type { Review, ServiceReview } from '../../types/review.ts';
import type { Sample } from './metric-family.ts';

const statuses = ['open', 'stale', 'waived', 'unknown'] as const;
type Status = (typeof statuses)[number];

const statusOf: { readonly [verdict in Finding['verdict']]?: Status } = {
  fail: 'open',
  stale: 'stale',
  waived: 'waived',
  unknown: 'unknown',
};

/**
 * Counts by service, area, severity and status. Open gaps are counted where there are none too, so that a series does
 * not vanish with its last gap; the other statuses appear where they occur.
 */
export function gapSamples(review: Review, services: readonly ServiceReview[]): readonly Sample[] {
  const areas = new Map(review.checks.map((check) => [check.id, check.area]));
  const found = Map.groupBy(review.findings, (finding) => finding.service);
  return services.flatMap((service) => {
    const byArea = Map.groupBy(found.get(service.name) ?? [], (finding) => areas.get(finding.check) ?? 'other');
    const names = new Set([...service.areas.map(({ area }) => area), ...byArea.keys()]);
    return [...names].flatMap((area) => areaSamples(service.name, area, byArea.get(area) ?? []));
  });
}

function areaSamples(service: string, area: string, findings: readonly Finding[]): readonly Sample[] {
  return severities.flatMap((severity) =>
    statuses.flatMap((status) => {
      const matches = (finding: Finding) => finding.severity === severity && statusOf[finding.verdict] === status;
      const value = findings.filter(matches).length;
      return value > 0 || status === 'open' ? [{ labels: { service, area, severity, status }, value }] : [];
    }),
  );
}

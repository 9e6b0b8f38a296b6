import type { Gate, Review, ServiceReview } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { withoutCommands } from '../without-commands.ts';
import { gapSamples } from './gap-samples.ts';
import { metricFamily, type Sample } from './metric-family.ts';

/** With about a hundred series each: more would weigh on a monitoring system. */
const mostServices = 200;

const gates: readonly Gate[] = ['GO', 'CONDITIONAL', 'NO-GO', 'NOT-ASSESSED'];

/** The review as OpenMetrics 1.0. No label names a check or a subject, so the number of series stays small. */
export function renderOpenmetrics(given: Review): string {
  const review = cleanReview(given);
  const distinct = [...new Map(review.services.map((service) => [service.name, service])).values()];
  const services = distinct.slice(0, mostServices);
  const lines = [
    ...serviceFamilies(services),
    ...metricFamily({
      name: 'orrery_gaps',
      type: 'gauge',
      help: 'Findings that are open, stale, waived or unknown.',
      samples: gapSamples(review, services),
    }),
    ...metricFamily({
      name: 'orrery_services_omitted',
      type: 'gauge',
      help: 'Services beyond the bound on the number of series.',
      samples: [{ value: distinct.length - services.length }],
    }),
    ...metricFamily({
      name: 'orrery_scan_timestamp_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'When the review was made, in seconds since 1970.',
      samples: [{ value: Date.parse(review.generatedAt) / 1000 }],
    }),
    '# EOF',
  ];
  return withoutCommands(`${lines.join('\n')}\n`);
}

function serviceFamilies(services: readonly ServiceReview[]): readonly string[] {
  return [
    ...metricFamily({
      name: 'orrery_score',
      type: 'gauge',
      help: 'Readiness from 0 to 100, for trends only; absent where nothing was assessed.',
      samples: services.flatMap(({ name, score }) => {
        return score.value === undefined ? [] : [{ labels: { service: name }, value: score.value }];
      }),
    }),
    ...metricFamily({
      name: 'orrery_coverage',
      type: 'gauge',
      help: 'Share of what a machine can assess that was determined, from 0 to 1.',
      samples: services.map(({ name, score }) => ({ labels: { service: name }, value: score.coverage })),
    }),
    ...metricFamily({
      name: 'orrery_verdict',
      type: 'stateset',
      help: 'The verdict: one state is 1.',
      samples: services.flatMap(verdictStates),
    }),
  ];
}

function verdictStates({ name, gate }: ServiceReview): readonly Sample[] {
  return gates.map((state) => ({
    labels: { service: name, orrery_verdict: state },
    value: gate.verdict === state ? 1 : 0,
  }));
}

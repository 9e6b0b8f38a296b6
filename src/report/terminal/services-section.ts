import type { Review, Score, ServiceReview } from '../../types/review.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

const mostServices = 8;
const mostMissing = 3;

/** Score, coverage and level of each service. */
export function servicesSection(review: Review, canvas: Canvas): readonly string[] {
  const shown = canvas.all ? review.services : review.services.slice(0, mostServices);
  const more = review.services.length - shown.length;
  return [
    ...shown.flatMap((service) => describeService(service, review.services.length > 1, canvas)),
    ...(more > 0 ? [`and ${more} more services (--all)`] : []),
  ];
}

function describeService(service: ServiceReview, several: boolean, canvas: Canvas): readonly string[] {
  const tier = `tier ${service.tier}${service.tierDeclared ? '' : ' (assumed: nobody declared it)'}`;
  const head = several
    ? `${service.name}: ${service.gate.verdict}, ${tier}`
    : `${service.name}, ${tier}${service.owner ? `, owned by ${service.owner}` : ''}`;
  return [
    ...wrap(head, { width: canvas.width, rest: '  ' }),
    ...wrap(`Score ${describeScore(service.score)}`, { width: canvas.width, first: '  ' }),
    ...wrap(describeLevel(service), { width: canvas.width, first: '  ' }),
  ];
}

function describeScore(score: Score): string {
  if (score.value === undefined) return 'none: nothing could be assessed';
  const value = Math.round(score.value);
  const low = Math.round(score.low ?? score.value);
  const high = Math.round(score.high ?? score.value);
  const interval = low === high ? '' : ` (${low} to ${high}, depending on what is unknown)`;
  return `${value} of 100${interval}, coverage ${Math.round(score.coverage * 100)}%`;
}

function describeLevel(service: ServiceReview): string {
  const level = service.level ? `Level ${service.level}` : 'No level yet';
  if (!service.nextLevel) return level;
  const { level: next, missing } = service.nextLevel;
  const named = missing.slice(0, mostMissing).join(', ');
  const more = missing.length > mostMissing ? ` and ${missing.length - mostMissing} more` : '';
  return `${level}; ${next} still needs ${named}${more}`;
}

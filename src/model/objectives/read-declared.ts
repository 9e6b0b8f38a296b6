import type { ObjectiveConfig, ServiceConfig } from '../../types/config.ts';
import type { Place } from '../../types/place.ts';
import type { ReadObjective } from './read-objective.ts';

/** An objective that the configuration declares. */
export function readDeclared(service: ServiceConfig, objective: ObjectiveConfig): ReadObjective {
  const nowhere: Place = { file: '.', line: 1, column: 1, exact: false, via: 'source' };
  const place = objective.place ?? service.place ?? nowhere;
  return {
    format: 'configuration',
    id: objective.name,
    set: 'configuration',
    coordinates: { platform: 'orrery', kind: 'Objective', name: objective.name },
    file: place.file,
    source: { locate: () => place },
    at: { target: '', window: '', method: '', indicator: '', alerting: '' },
    services: [service.name],
    target: objective.target,
    window: { seconds: objective.windowSeconds, rolling: true },
    indicator: { kind: objective.indicator, queries: [], unread: 'the configuration says no query' },
    problems: [],
    alerting: {},
    ...(objective.sla === undefined ? {} : { sla: objective.sla }),
    ...(objective.requestsPerHour === undefined ? {} : { requestsPerHour: objective.requestsPerHour }),
  };
}

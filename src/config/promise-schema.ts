import { duration, name, text } from './schema-parts.ts';

/** A share would pass for a very small percentage, so nothing up to one is taken. */
const percent = {
  type: 'number',
  exclusiveMinimum: 1,
  exclusiveMaximum: 100,
  description: 'a percentage above 1 and below 100, such as 99.9',
};
const window = { ...duration, pattern: '^[1-9][0-9]{0,3}[hdw]$', description: 'hours, days or weeks, such as 30d' };

/** One of `services[].dependencies`. */
export const dependency = {
  type: 'object',
  description: 'a map with at least a `name`',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name,
    criticality: { enum: ['hard', 'soft'] },
    reason: text,
    fallback: text,
    target: percent,
    thirdParty: { type: 'boolean', description: 'true or false' },
    sla: text,
    status: text,
    support: text,
    quota: text,
  },
};

/** One of `services[].objectives`. */
export const objective = {
  type: 'object',
  description: 'a map with at least `indicator`, `target` and `window`',
  additionalProperties: false,
  required: ['indicator', 'target', 'window'],
  properties: {
    name,
    indicator: { enum: ['availability', 'latency', 'freshness'] },
    target: percent,
    window,
    threshold: duration,
    sla: percent,
    requestsPerHour: { type: 'number', exclusiveMinimum: 0, description: 'a number of requests' },
  },
};

/** How long the parts of one incident take. */
export const response = {
  type: 'object',
  description: 'a map with `detect`, `acknowledge` or `recover`',
  additionalProperties: false,
  properties: { detect: duration, acknowledge: duration, recover: duration },
};

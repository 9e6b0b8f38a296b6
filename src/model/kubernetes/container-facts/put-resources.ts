import type { FactValue } from '../../../types/subject.ts';
import { limitOf, requestOf } from '../pod-containers.ts';
import { isNumber } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

/** Names and pointers are put together once: there are many containers. */
const RESOURCES = (
  [
    ['cpu', 'cpu'],
    ['memory', 'memory'],
    ['ephemeralStorage', 'ephemeral-storage'],
  ] as const
).map(([fact, resource]) => ({
  resource,
  request: `resources.requests.${fact}`,
  requestAt: `/resources/requests/${resource}`,
  limit: `resources.limits.${fact}`,
  limitAt: `/resources/limits/${resource}`,
  ratio: fact === 'ephemeralStorage' ? undefined : `resources.${fact}LimitRatio`,
}));

/** What the container asks for and may use, with the namespace's defaults. */
export function putResources({ container, inventory, sheet }: ContainerContext): void {
  const { source } = container;
  sheet.put('resources', {}, source, '/resources');
  sheet.put('resources.requests', {}, source, '/resources/requests');
  sheet.put('resources.limits', {}, source, '/resources/limits');
  for (const { resource, request, requestAt, limit, limitAt, ratio } of RESOURCES) {
    sheet.put(request, requestOf(container, resource, inventory), source, requestAt);
    sheet.put(limit, limitOf(container, resource, inventory), source, limitAt);
    if (ratio !== undefined) sheet.put(ratio, ratioOf(sheet.value(limit), sheet.value(request)), source, limitAt);
  }
}

/** To three places, so that what people write as equal compares as equal. */
function ratioOf(limit: FactValue | undefined, request: FactValue | undefined): number | undefined {
  if (!isNumber(limit) || !isNumber(request) || request <= 0) return undefined;
  return Math.round((limit / request) * 1000) / 1000;
}

import type { FactValue } from '../../../types/subject.ts';
import { limitOf, requestOf } from '../pod-containers.ts';
import { isNumber } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

const RESOURCES = [
  ['cpu', 'cpu'],
  ['memory', 'memory'],
  ['ephemeralStorage', 'ephemeral-storage'],
] as const;

/** What the container asks for and may use, with the namespace's defaults. */
export function putResources({ container, inventory, sheet }: ContainerContext): void {
  const at = '/resources';
  sheet.put('resources', {}, container.source, at);
  sheet.put('resources.requests', {}, container.source, `${at}/requests`);
  sheet.put('resources.limits', {}, container.source, `${at}/limits`);
  for (const [fact, resource] of RESOURCES) {
    sheet.put(
      `resources.requests.${fact}`,
      requestOf(container, resource, inventory),
      container.source,
      `${at}/requests/${resource}`,
    );
    sheet.put(
      `resources.limits.${fact}`,
      limitOf(container, resource, inventory),
      container.source,
      `${at}/limits/${resource}`,
    );
  }
  for (const resource of ['cpu', 'memory'] as const) {
    const ratio = ratioOf(sheet.value(`resources.limits.${resource}`), sheet.value(`resources.requests.${resource}`));
    sheet.put(`resources.${resource}LimitRatio`, ratio, container.source, `${at}/limits/${resource}`);
  }
}

/** To three places, so that what people write as equal compares as equal. */
function ratioOf(limit: FactValue | undefined, request: FactValue | undefined): number | undefined {
  if (!isNumber(limit) || !isNumber(request) || request <= 0) return undefined;
  return Math.round((limit / request) * 1000) / 1000;
}

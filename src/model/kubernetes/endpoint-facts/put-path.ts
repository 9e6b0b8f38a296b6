import { dig } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { KubeObject } from '../kube-object.ts';
import { isNumber } from '../read-value.ts';
import { routeBackends } from '../routes.ts';
import { sameNamespace } from '../select-workloads.ts';
import { istioRules } from '../traffic/istio-rules.ts';
import { nginxAnnotation } from '../traffic/nginx-rules.ts';
import type { EndpointContext } from './context.ts';

/**
 * A path of two hops: an ingress, and the mesh behind it. The mesh's rules hold for what comes from ingress-nginx only
 * where it sends to the Service and not to the instances.
 */
export function putPath({ object, inventory, sheet }: EndpointContext): void {
  const own = sheet.value('retries.most');
  const behind =
    object.kind === 'Ingress' && nginxAnnotation(object, 'service-upstream') === 'true'
      ? rulesBehind(object, inventory)
      : [];
  const tries = Math.max(1, ...behind.map(({ repeats }) => (isNumber(repeats as FactValue) ? Number(repeats) + 1 : 1)));
  if (isNumber(own)) sheet.put('retries.worstCase', (own + 1) * tries, object, '/metadata');
  const limit = sheet.value('timeouts.longestSeconds');
  const slow = behind
    .filter(({ timeout }) => isNumber(timeout as FactValue))
    .sort((one, other) => Number(other.timeout) - Number(one.timeout))[0];
  if (!isNumber(limit) || !slow || Number(slow.timeout) <= limit) return;
  const conflict = `it gives up after ${limit} s, and ${slow.label} behind it after ${slow.timeout} s`;
  sheet.put('timeouts.conflicts', [conflict], object, '/metadata');
}

function rulesBehind(object: KubeObject, inventory: EndpointContext['inventory']) {
  const services = new Set(routeBackends(object).map(({ service }) => service));
  return inventory
    .ofKind('VirtualService')
    .filter((one) => sameNamespace(one.namespace, object.namespace) && inventory.compatible(one.set, object.set))
    .filter(({ data }) => hostsOf(data).some((host) => services.has(host.split('.')[0] ?? '')))
    .flatMap(istioRules);
}

function hostsOf(data: unknown): readonly string[] {
  const hosts = dig(data, 'spec', 'hosts');
  return Array.isArray(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
}

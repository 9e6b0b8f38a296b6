import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { Context } from './context.ts';

/** Network isolation: each direction is limited as soon as one policy for it selects the workload. */
export function putNetwork({ workload, relations, inventory, sheet }: Context): void {
  const { template, object } = workload;
  const policies = relations.networkPoliciesOf(workload);
  const concealed = inventory.mayHold('NetworkPolicy', object.set);
  sheet.put('network', {}, object, '/metadata/name');
  sheet.put('network.host', template.spec['hostNetwork'] === true, template.source, '/hostNetwork');
  for (const [fact, direction] of [
    ['network.ingressIsolated', 'Ingress'],
    ['network.egressIsolated', 'Egress'],
  ] as const) {
    const policy = policies.find((candidate) => limits(candidate, direction));
    if (policy) sheet.put(fact, true, policy, '/spec');
    else sheet.put(fact, concealed ?? false, object, '/metadata/name');
  }
}

/** Without `policyTypes` a policy limits ingress, and egress when it has egress rules. */
function limits(policy: KubeObject, direction: 'Ingress' | 'Egress'): boolean {
  const types = arrayOf(dig(policy.data, 'spec', 'policyTypes'));
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || arrayOf(dig(policy.data, 'spec', 'egress')).length > 0;
}

/** The headless service that gives a StatefulSet's instances their names. */
export function putGoverningService({ workload, inventory, relations, sheet }: Context): void {
  const { object } = workload;
  if (object.kind !== 'StatefulSet') return;
  const name = stringOf(dig(object.data, 'spec', 'serviceName'));
  sheet.put('governingService', {}, object, '/spec/serviceName');
  sheet.put('governingService.name', name, object, '/spec/serviceName');
  const headless = relations
    .servicesOf(workload)
    .some((service) => service.name === name && dig(service.data, 'spec', 'clusterIP') === 'None');
  const resolves = headless ? true : (inventory.mayHold('Service', object.set) ?? false);
  sheet.put('governingService.resolves', resolves, object, '/spec/serviceName');
}

import { dig, isObject, stringOf } from '../../../lib/json.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import { sameNamespace } from '../select-workloads.ts';
import type { EndpointContext } from './context.ts';

/** Istio ejects a tenth of the instances at most where a rule says nothing. */
const DEFAULT_EJECTION = 10;
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['ROUND_ROBIN', 'round-robin'],
  ['LEAST_REQUEST', 'least-request'],
  ['LEAST_CONN', 'least-request'],
  ['RANDOM', 'random'],
  ['PASSTHROUGH', 'none'],
]);

/** What a DestinationRule of Istio says of the instances behind a Service. */
export function putMesh({ object, inventory, sheet }: EndpointContext): void {
  const rule = ruleFor(object, inventory);
  const policy = dig(rule?.data, 'spec', 'trafficPolicy');
  if (!rule || !isObject(policy)) return;
  const at = '/spec/trafficPolicy';
  const outlier = dig(policy, 'outlierDetection');
  if (isObject(outlier)) {
    sheet.put('ejection', {}, rule, `${at}/outlierDetection`);
    const percent = readInteger(dig(outlier, 'maxEjectionPercent') ?? DEFAULT_EJECTION);
    sheet.put('ejection.maxPercent', percent, rule, `${at}/outlierDetection/maxEjectionPercent`);
  }
  const balancer = dig(policy, 'loadBalancer');
  const simple = ALGORITHMS.get(stringOf(dig(balancer, 'simple')) ?? '');
  const hash = dig(balancer, 'consistentHash');
  if (simple !== undefined) sheet.put('balancing', simple, rule, `${at}/loadBalancer/simple`);
  if (!isObject(hash)) return;
  sheet.put('balancing', 'consistent-hash', rule, `${at}/loadBalancer/consistentHash`);
  if (dig(hash, 'httpCookie') !== undefined) {
    sheet.put('sessionAffinity', 'cookie', rule, `${at}/loadBalancer/consistentHash/httpCookie`);
  }
}

function ruleFor(service: KubeObject, inventory: Inventory): KubeObject | undefined {
  return inventory
    .ofKind('DestinationRule')
    .find(
      (rule) =>
        rule.group === 'networking.istio.io' && inventory.compatible(rule.set, service.set) && names(rule, service),
    );
}

function names(rule: KubeObject, service: KubeObject): boolean {
  const host = stringOf(dig(rule.data, 'spec', 'host')) ?? '';
  const [name, namespace, svc] = host.split('.');
  if (name !== service.name) return false;
  if (namespace === undefined) return sameNamespace(rule.namespace, service.namespace);
  return svc === 'svc' && sameNamespace(namespace, service.namespace);
}

import { arrayOf, dig, isObject, stringMap, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { Locatable } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { nginxAnnotation, nginxPointer } from '../traffic/nginx-rules.ts';
import type { EndpointContext } from './context.ts';

interface Limit {
  readonly set: FactValue;
  readonly source: Locatable;
  readonly pointer: string;
}

const NGINX = ['limit-rps', 'limit-rpm', 'limit-connections'];

/** Whether clients are limited where traffic comes in, as far as the route, its gateway or a policy on them says so. */
export function putRateLimit({ object, inventory, sheet }: EndpointContext): void {
  // What a Service lets in by itself is limited where the cluster's network is.
  if (object.kind === 'Service' || sheet.value('external') !== true) return;
  const limits = [
    ...byNginx(object),
    ...byTraefik(object, inventory),
    ...byKong(object, inventory),
    ...byPolicy(object, inventory),
  ];
  const chosen = limits.find(({ set }) => set === true) ?? limits[0];
  const elsewhere = unknown('elsewhere', 'a limit may be set in front of it, for all of the gateway, or in code');
  sheet.put('rateLimit', {}, chosen?.source, chosen?.pointer);
  sheet.put('rateLimit.declared', chosen?.set ?? elsewhere, chosen?.source, chosen?.pointer);
}

/** ingress-nginx: nothing is limited by 0. */
function byNginx(object: KubeObject): readonly Limit[] {
  return NGINX.flatMap((name) => {
    const value = nginxAnnotation(object, name);
    return value === undefined ? [] : [{ set: value !== '0', source: object, pointer: nginxPointer(name) }];
  });
}

/** Traefik: middlewares by `namespace-name@kubernetescrd`. */
function byTraefik(object: KubeObject, inventory: Inventory): readonly Limit[] {
  const written = stringMap(dig(object.data, 'metadata', 'annotations')).get(
    'traefik.ingress.kubernetes.io/router.middlewares',
  );
  const names = (written ?? '').split(',').map((name) => name.trim().replace(/@kubernetescrd$/, ''));
  return inventory.ofKind('Middleware').flatMap((middleware) => {
    const isNamed = names.some((name) => name === `${middleware.namespace ?? 'default'}-${middleware.name}`);
    const limit = dig(middleware.data, 'spec', 'rateLimit');
    if (!isNamed || !isObject(limit)) return [];
    // Traefik reads an average of 0, its default, as no limit.
    return [{ set: Number(dig(limit, 'average') ?? 0) > 0, source: middleware, pointer: '/spec/rateLimit' }];
  });
}

/** Kong: plugins by their resource's name, in the namespace of the route. */
function byKong(object: KubeObject, inventory: Inventory): readonly Limit[] {
  const names = (stringMap(dig(object.data, 'metadata', 'annotations')).get('konghq.com/plugins') ?? '').split(',');
  return names.flatMap((name) =>
    inventory
      .named('KongPlugin', name.trim())
      .filter(
        ({ data, set }) =>
          /^rate-limiting/.test(stringOf(dig(data, 'plugin')) ?? '') && inventory.compatible(set, object.set),
      )
      .map((plugin) => ({ set: dig(plugin.data, 'disabled') !== true, source: plugin, pointer: '/plugin' })),
  );
}

/** Envoy Gateway: a policy on the route, or on a gateway that it is attached to. */
function byPolicy(object: KubeObject, inventory: Inventory): readonly Limit[] {
  const parents = arrayOf(dig(object.data, 'spec', 'parentRefs')).map((ref) => `Gateway/${dig(ref, 'name')}`);
  const aims = new Set([`${object.kind}/${object.name}`, ...parents]);
  return inventory.ofKind('BackendTrafficPolicy').flatMap((policy) => {
    const refs = [dig(policy.data, 'spec', 'targetRef'), ...arrayOf(dig(policy.data, 'spec', 'targetRefs'))];
    const isAimed = refs.some((ref) => aims.has(`${dig(ref, 'kind')}/${dig(ref, 'name')}`));
    const isSet = isObject(dig(policy.data, 'spec', 'rateLimit'));
    return isAimed && isSet && inventory.compatible(policy.set, object.set)
      ? [{ set: true, source: policy, pointer: '/spec/rateLimit' }]
      : [];
  });
}

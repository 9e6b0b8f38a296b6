import { arrayOf, dig, isObject, stringOf } from '../../lib/json.ts';
import type { Place } from '../../types/place.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';

/** One service whose configuration names the address of another. */
export interface Reach {
  readonly from: string;
  /** The service that is reached, or the outside host behind an `ExternalName`. */
  readonly to: string;
  /** Other names that it may be declared by. */
  readonly aliases: readonly string[];
  readonly place: Place;
}

const MOST_VALUES = 20_000;
/** `http://orders:8080/x`, `orders.shop.svc:80`, `orders:5432`: a scheme or a port makes an address of a name. */
const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/(?:[^@/\s]{0,200}@)?([a-z0-9][a-z0-9.-]{0,200})|([a-z0-9][a-z0-9.-]{0,200}):\d{2,5}(?:\/|$))/i;
const TEMPLATES = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
] as const;

/** Whom the environment variables of workloads reach: Services of this repository that belong to another service. */
export function findReaches(
  objects: readonly KubeObject[],
  serviceOf: (object: KubeObject) => string,
): readonly Reach[] {
  const named = Map.groupBy(
    objects.filter(({ kind, group }) => kind === 'Service' && group === ''),
    ({ name }) => name,
  );
  const reaches: Reach[] = [];
  let seen = 0;
  for (const object of objects) {
    for (const [host, at] of hostsOf(object)) {
      seen += 1;
      if (seen > MOST_VALUES) return reaches;
      const [target] = named.get(host.split('.')[0] ?? '') ?? [];
      if (!target || !isSameCluster(host)) continue;
      const from = serviceOf(object);
      const outside = stringOf(dig(target.data, 'spec', 'externalName'));
      const to = outside ?? serviceOf(target);
      const aliases = outside === undefined ? [] : [target.name, ...outside.split('.')];
      if (to !== from) reaches.push({ from, to, aliases, place: object.locate(at) });
    }
  }
  return reaches;
}

/** A bare name, or one that says it is of the cluster. */
function isSameCluster(host: string): boolean {
  return !host.includes('.') || /\.svc(?:\.|$)/.test(host) || host.split('.').length === 2;
}

function* hostsOf(object: KubeObject): Generator<readonly [host: string, at: string]> {
  for (const path of TEMPLATES) {
    const containers = arrayOf(dig(object.data, ...path, 'containers'));
    for (const [index, container] of containers.entries()) {
      for (const [entry, variable] of arrayOf(dig(container, 'env')).entries()) {
        const value = isObject(variable) ? stringOf(variable['value']) : undefined;
        const match = value === undefined ? null : ADDRESS.exec(value.trim());
        const host = match?.[1] ?? match?.[2];
        if (host === undefined) continue;
        yield [host.toLowerCase(), `/${path.join('/')}/containers/${index}/env/${entry}/value`];
      }
    }
  }
}

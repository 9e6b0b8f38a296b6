import { dig, objectOf, stringMap, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { unknown } from '../../unknown.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import type { TrafficRule } from './rule.ts';

const PREFIX = 'nginx.ingress.kubernetes.io/';
/** ingress-nginx's own defaults; the whole installation may have others. */
const READ_TIMEOUT = '60';
const TRIES = '3';

/** Whether ingress-nginx serves it: its class says so, or an annotation that only ingress-nginx reads. */
export function isNginx(object: KubeObject): boolean {
  const annotations = objectOf(dig(object.data, 'metadata', 'annotations'));
  const names = [dig(object.data, 'spec', 'ingressClassName'), annotations['kubernetes.io/ingress.class']];
  return names.includes('nginx') || Object.keys(annotations).some((name) => name.startsWith(PREFIX));
}

export function nginxAnnotation(object: KubeObject, name: string): string | undefined {
  return stringMap(dig(object.data, 'metadata', 'annotations')).get(PREFIX + name);
}

export function nginxPointer(name: string): string {
  return `/metadata/annotations/nginx.ingress.kubernetes.io~1${name}`;
}

/** ingress-nginx, Annotations: one set of them for all rules. */
export function nginxRules(object: KubeObject): readonly TrafficRule[] {
  if (!isNginx(object)) return [];
  const written = nginxAnnotation(object, 'proxy-read-timeout');
  const next = nginxAnnotation(object, 'proxy-next-upstream');
  const tries = nginxAnnotation(object, 'proxy-next-upstream-tries');
  const named = ['proxy-next-upstream', 'proxy-next-upstream-tries', 'proxy-read-timeout'].find(
    (name) => nginxAnnotation(object, name) !== undefined,
  );
  return [
    {
      label: 'the ingress',
      at: named === undefined ? '/metadata' : nginxPointer(named),
      timeout: written === '0' ? undefined : secondsOf(written ?? READ_TIMEOUT),
      repeats: next === undefined && tries === undefined ? undefined : repeatsOf(next, tries ?? TRIES),
      repeatsWrites: /\bnon_idempotent\b/.test(stringOf(next) ?? '') && tries !== '1',
    },
  ];
}

function secondsOf(text: string): FactValue | undefined {
  return readInteger(text.replace(/s$/, ''));
}

function repeatsOf(next: string | undefined, tries: string): FactValue | 'unlimited' | undefined {
  if (next === 'off') return 0;
  if (tries === '0') return 'unlimited';
  const count = readInteger(tries);
  if (typeof count === 'number') return Math.max(0, count - 1);
  return count ?? unknown('unresolved', `${tries.slice(0, 40)} is no number of tries`);
}

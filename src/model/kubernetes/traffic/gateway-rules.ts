import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import { readDuration, type TrafficRule } from './rule.ts';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** Gateway API, HTTPRoute: `0s` switches a timeout off, and what none means is the implementation's choice. */
export function gatewayRules(object: KubeObject): readonly TrafficRule[] {
  return arrayOf(dig(object.data, 'spec', 'rules')).map((rule, index) => {
    const written = readDuration(dig(rule, 'timeouts', 'request'));
    const repeats = dig(rule, 'retry') === undefined ? undefined : readInteger(dig(rule, 'retry', 'attempts'));
    const codes = arrayOf(dig(rule, 'retry', 'codes'));
    const matches = arrayOf(dig(rule, 'matches'));
    const mayWrite =
      matches.length === 0 || matches.some((match) => !READING.has(stringOf(dig(match, 'method')) ?? ''));
    return {
      label: stringOf(dig(rule, 'name')) ?? `rule ${index + 1}`,
      at: `/spec/rules/${index}`,
      timeout: written === 0 ? 'unlimited' : written,
      repeats,
      perTry: readDuration(dig(rule, 'timeouts', 'backendRequest')),
      repeatsWrites: repeats !== 0 && mayWrite && codes.some((code) => [500, 502, 504].includes(Number(code))),
    };
  });
}

/** Linkerd, ServiceProfile: a route is repeated only where it says so. */
export function linkerdRules(object: KubeObject): readonly TrafficRule[] {
  return arrayOf(dig(object.data, 'spec', 'routes')).map((route, index) => {
    const method = stringOf(dig(route, 'condition', 'method'));
    const isRepeated = dig(route, 'isRetryable') === true;
    return {
      label: stringOf(dig(route, 'name')) ?? `route ${index + 1}`,
      at: `/spec/routes/${index}`,
      timeout: readDuration(dig(route, 'timeout')),
      repeats: undefined,
      repeatsWrites: isRepeated && method !== undefined && !READING.has(method),
    };
  });
}

import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { KubeObject } from '../kube-object.ts';
import { readInteger } from '../read-value.ts';
import { readDuration, type TrafficRule } from './rule.ts';

/** Istio repeats a request twice where a rule says nothing. */
const DEFAULT_REPEATS = 2;
/** Conditions that also hold when the request may have been carried out: the answer was lost, or says nothing. */
const AFTER_THE_FACT =
  /(?:^|,)\s*(?:5xx|gateway-error|reset|retriable-4xx|50[024]|cancelled|deadline-exceeded|internal)\s*(?=,|$)/;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** Istio reference, VirtualService, HTTPRoute: no timeout unless one is written. */
export function istioRules(object: KubeObject): readonly TrafficRule[] {
  return arrayOf(dig(object.data, 'spec', 'http')).flatMap((rule, index) => {
    if (arrayOf(dig(rule, 'route')).length === 0) return [];
    const at = `/spec/http/${index}`;
    const label = stringOf(dig(rule, 'name')) ?? `rule ${index + 1}`;
    const written = dig(rule, 'timeout');
    const timeout = written === undefined ? 'unlimited' : readDuration(written);
    const retries = dig(rule, 'retries');
    const attempts = retries === undefined ? undefined : readInteger(dig(retries, 'attempts') ?? DEFAULT_REPEATS);
    return [
      {
        label,
        at: retries === undefined ? at : `${at}/retries`,
        timeout: timeout === 0 ? 'unlimited' : timeout,
        repeats: attempts,
        perTry: readDuration(dig(retries, 'perTryTimeout')),
        repeatsWrites: attempts !== 0 && AFTER_THE_FACT.test(stringOf(dig(retries, 'retryOn')) ?? '') && mayWrite(rule),
      },
    ];
  });
}

/** A rule that names no method takes all of them. */
function mayWrite(rule: unknown): boolean {
  const matches = arrayOf(dig(rule, 'match'));
  return matches.length === 0 || matches.some((match) => !READING.has(stringOf(dig(match, 'method', 'exact')) ?? ''));
}

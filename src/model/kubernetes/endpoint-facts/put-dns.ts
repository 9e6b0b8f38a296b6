import { dig, stringMap } from '../../../lib/json.ts';
import { readInteger } from '../read-value.ts';
import { readDuration } from '../traffic/rule.ts';
import type { EndpointContext } from './context.ts';

const TTL = 'external-dns.alpha.kubernetes.io/ttl';

/** How long clients keep its address: seconds, or a duration, as external-dns reads it. */
export function putDns({ object, sheet }: EndpointContext): void {
  const written = stringMap(dig(object.data, 'metadata', 'annotations')).get(TTL);
  if (written === undefined) return;
  const at = `/metadata/annotations/${TTL.replace('/', '~1')}`;
  sheet.put('dns', {}, object, at);
  sheet.put('dns.ttlSeconds', readInteger(written) ?? readDuration(written), object, at);
}

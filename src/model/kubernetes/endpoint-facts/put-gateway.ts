import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { EndpointContext } from './context.ts';

/** A Gateway: whether some listener terminates or passes on TLS. */
export function putGateway({ object, sheet }: EndpointContext): readonly [] {
  const listeners = arrayOf(dig(object.data, 'spec', 'listeners'));
  const encrypted = listeners.some((listener) => ['HTTPS', 'TLS'].includes(stringOf(dig(listener, 'protocol')) ?? ''));
  sheet.put('external', true, object, '/kind');
  sheet.put('tls', {}, object, '/spec/listeners');
  sheet.put('tls.terminated', encrypted, object, '/spec/listeners');
  return [];
}

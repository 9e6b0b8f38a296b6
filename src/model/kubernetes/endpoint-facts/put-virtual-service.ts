import { arrayOf, dig } from '../../../lib/json.ts';
import { istioRules } from '../traffic/istio-rules.ts';
import { putTraffic } from '../traffic/rule.ts';
import type { Workload } from '../workload.ts';
import type { EndpointContext } from './context.ts';
import { putBackends } from './put-backends.ts';

/** An Istio VirtualService: where it sends requests, for how long, and how often again. */
export function putVirtualService(context: EndpointContext): readonly Workload[] {
  const { object, sheet } = context;
  const workloads = putBackends(context);
  const gateways = arrayOf(dig(object.data, 'spec', 'gateways'));
  sheet.put(
    'external',
    gateways.some((gateway) => gateway !== 'mesh'),
    object,
    '/spec/gateways',
  );
  const split = arrayOf(dig(object.data, 'spec', 'http')).some((rule) => arrayOf(dig(rule, 'route')).length > 1);
  sheet.put('weighted', split, object, '/spec/http');
  putTraffic(sheet, object, istioRules(object));
  return workloads;
}

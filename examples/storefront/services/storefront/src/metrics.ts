import { collectDefaultMetrics, Histogram, register } from 'prom-client';

collectDefaultMetrics();

export const requests = new Histogram({
  name: 'storefront_request_seconds',
  help: 'Time to answer a request, by route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5],
});

export const ordersCalls = new Histogram({
  name: 'storefront_orders_call_seconds',
  help: 'Time until the orders service answered, by operation and outcome.',
  labelNames: ['operation', 'outcome'] as const,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5],
});

export function exposition(): Promise<string> {
  return register.metrics();
}

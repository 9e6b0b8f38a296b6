import { describe, expect, it } from 'vitest';
import { dig } from '../../src/lib/json.ts';
import type { Facts } from '../../src/types/subject.ts';
import { modelOf, variantsOf } from './model-of.ts';

const app = (annotations = '{}', env = '[]') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: ${annotations} }
    spec: { containers: [{ name: web, image: a:1, ports: [{ name: metrics, containerPort: 9 }], env: ${env} }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { selector: { app: web }, ports: [{ name: metrics, port: 9 }] }
`;
const monitor = (kind: string, spec: string) => `---
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: { name: m, namespace: shop }
spec: ${spec}
`;

function facts(text: string, kind: 'workload' | 'policy', id: string): Facts {
  return variantsOf(modelOf(text), kind, id)[0]?.facts ?? {};
}

describe('what a monitor scrapes', () => {
  it.each<[string, string, unknown, unknown]>([
    ['ServiceMonitor', '{ selector: { matchLabels: { app: web } }, endpoints: [{ port: metrics }] }', 1, []],
    ['ServiceMonitor', '{ selector: { matchLabels: { app: web } }, endpoints: [{ port: http }] }', 1, ['http']],
    ['PodMonitor', '{ selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: metrics }] }', 1, []],
    ['PodMonitor', '{ selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: other }] }', 1, ['other']],
    ['ServiceMonitor', '{ selector: { matchLabels: { app: old } }, endpoints: [{ port: metrics }] }', 0, undefined],
    [
      'ServiceMonitor',
      '{ selector: { matchLabels: { app: web } }, namespaceSelector: { any: true }, endpoints: [] }',
      1,
      [],
    ],
    [
      'ServiceMonitor',
      '{ selector: { matchLabels: { app: web } }, namespaceSelector: { matchNames: [shop] }, endpoints: [] }',
      1,
      [],
    ],
    [
      'ServiceMonitor',
      '{ selector: { matchLabels: { app: web } }, namespaceSelector: { matchNames: [other] } }',
      'elsewhere',
      undefined,
    ],
    [
      'ServiceMonitor',
      '{ selector: { matchLabels: { app: old } }, namespaceSelector: { any: true } }',
      'elsewhere',
      undefined,
    ],
  ])('%s %s', (kind, spec, count, unresolved) => {
    const { targets, monitor: found } = facts(app() + monitor(kind, spec), 'policy', 'monitor/m');
    const seen = dig(targets, 'count');
    expect(typeof seen === 'number' ? seen : dig(seen, '$unknown')).toBe(count);
    expect(dig(found, 'unresolvedPorts')).toEqual(unresolved);
  });

  it.each([
    ['a monitor', app() + monitor('ServiceMonitor', '{ selector: { matchLabels: { app: web } } }'), true],
    ['an annotation', app('{ prometheus.io/scrape: "true" }'), true],
    ['nothing seen', app(), 'elsewhere'],
    ['an annotation that says no', app('{ prometheus.io/scrape: "false" }'), 'elsewhere'],
  ])('a workload is scraped by %s', (_, text, expected) => {
    const scraped = dig(facts(text, 'workload', 'web'), 'metrics', 'scraped');
    expect(typeof scraped === 'boolean' ? scraped : dig(scraped, '$unknown')).toBe(expected);
  });
});

describe('what a workload tells of itself', () => {
  it.each<[string, object]>([
    ['[{ name: LOG_LEVEL, value: DEBUG }]', { logging: { level: 'debug', debug: true } }],
    ['[{ name: APP_LOG_LEVEL, value: info }]', { logging: { level: 'info', debug: false } }],
    ['[{ name: LOG_LEVEL, value: "$(LEVEL)" }]', { logging: {} }],
    ['[{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://c" }]', { tracing: { configured: true } }],
    ['[{ name: OTEL_SDK_DISABLED, value: "true" }]', { tracing: { configured: false } }],
    [
      '[{ name: OTEL_TRACES_SAMPLER, value: always_off }]',
      { tracing: { sampler: 'always_off', configured: { $unknown: 'unread' } } },
    ],
  ])('%s', (env, expected) => {
    expect(facts(app('{}', env), 'workload', 'web')).toMatchObject(expected);
  });
});

import { expect, test } from 'vitest';
import { embeddedDocuments } from '../../src/collect/embedded-documents.ts';
import { dig } from '../../src/lib/json.ts';
import { documentsOf, modelOf, variantsOf } from './model-of.ts';

const APP = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { example.com/scrape: "yes" } }
    spec: { containers: [{ name: web, image: a:1 }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { tier: front } }
spec: { selector: { app: web }, ports: [{ port: 9 }] }
`;

function scraped(path: string, text: string): unknown {
  const documents = embeddedDocuments(documentsOf(path, text));
  const model = modelOf({ 'deploy/web.yaml': APP, [path]: text }, { documents });
  const seen = dig(variantsOf(model, 'workload', 'web')[0]?.facts, 'metrics', 'scraped');
  return typeof seen === 'boolean' ? seen : dig(seen, '$unknown');
}

const job = (rest: string): string => `scrape_configs: [{ job_name: a, ${rest} }]`;
const to = (target: string): string => `static_configs: [{ targets: ["${target}"] }]`;
const indented = (text: string): string => text.replaceAll('\n', '\n    ');
const map = (namespace: string, text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: p, namespace: ${namespace} }\ndata:\n  prometheus.yml: |\n    ${indented(text)}\n`;

test.each<[string, string, true | 'elsewhere']>([
  ['a Service and its namespace', job(to('web.shop:9')), true],
  ['its full name', job(to('web.shop.svc.cluster.local:9')), true],
  ['no port', job(to('web.shop.svc')), true],
  ['another namespace', job(to('web.test.svc:9')), 'elsewhere'],
  ['another Service', job(to('api.shop.svc:9')), 'elsewhere'],
  ['a bare name, which may be a container', job(to('web:9')), 'elsewhere'],
  ['a place on the internet', job(to('web.com:9')), 'elsewhere'],
  ['an exporter that probes it', job(`metrics_path: /probe, ${to('web.shop.svc:9')}`), 'elsewhere'],
  ['an exporter with a module', job(`params: { module: [http] }, ${to('web.shop.svc:9')}`), 'elsewhere'],
  ['no such fields', 'scrape_configs: [{ job_name: a, static_configs: [{ targets: 5 }, 7] }, 8]', 'elsewhere'],
  ['bare in a ConfigMap beside it', map('shop', job(to('web:9'))), true],
  ['bare in a ConfigMap elsewhere', map('monitoring', job(to('web:9'))), 'elsewhere'],
  ['in full in a ConfigMap elsewhere', map('monitoring', job(to('web.shop.svc:9'))), true],
  [
    'values of an operator',
    `prometheus: { prometheusSpec: { additionalScrapeConfigs: [{ job_name: a, ${to('web.shop.svc:9')} }] } }`,
    true,
  ],
  ['values of a chart', `serverFiles: { prometheus.yml: { ${job(to('web.shop.svc:9'))} } }`, true],
  ['values as text', `extraScrapeConfigs: |\n  - job_name: a\n    ${to('web.shop.svc:9')}\n`, true],
  [
    'a release',
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: p }\nspec: { values: { serverFiles: { prometheus.yml: { ${job(to('web.shop.svc:9'))} } } } }`,
    true,
  ],
  [
    'a ScrapeConfig',
    'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata: { name: a, namespace: shop }\nspec: { staticConfigs: [{ targets: ["web:9"] }] }',
    true,
  ],
  [
    'a ScrapeConfig that discovers',
    'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata: { name: a }\nspec: { kubernetesSDConfigs: [{ role: Pod }], relabelings: [{ action: Keep, sourceLabels: [__meta_kubernetes_pod_label_app], regex: web }] }',
    true,
  ],
  [
    'a Probe',
    'apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata: { name: a, namespace: shop }\nspec: { targets: { staticConfig: { static: ["web.shop.svc:9"] } } }',
    'elsewhere',
  ],
])('by a name: %s', (_name, text, expected) => {
  expect(scraped('monitoring/prometheus.yaml', text)).toBe(expected);
});

const POD = '__meta_kubernetes_pod_';
const discover = (role: string, rules: readonly string[], more = ''): string =>
  job(`kubernetes_sd_configs: [{ role: ${role}${more} }], relabel_configs: [${rules.join(', ')}]`);
const rule = (action: string, labels: string, regex: string): string =>
  `{ action: ${action}, source_labels: [${labels}], regex: ${regex} }`;

test.each<[string, string, true | 'elsewhere']>([
  ['an annotation', discover('pod', [rule('keep', `${POD}annotation_example_com_scrape`, '"yes"')]), true],
  ['one of several words', discover('pod', [rule('keep', `${POD}label_app`, '^(api|web)$')]), true],
  [
    'labels together',
    discover('pod', [rule('keep', `__meta_kubernetes_namespace, ${POD}label_app`, 'shop;web')]),
    true,
  ],
  ['what is present', discover('pod', [rule('keep', `${POD}labelpresent_app`, 'true')]), true],
  ['a Service', discover('endpoints', [rule('keep', '__meta_kubernetes_service_name', 'web')]), true],
  [
    'a label of a Service',
    discover('endpointslice', [rule('keep', '__meta_kubernetes_service_label_tier', 'front')]),
    true,
  ],
  ['its namespace', discover('pod', [rule('keep', `${POD}label_app`, 'web')], ', namespaces: { names: [shop] }'), true],
  ['another word', discover('pod', [rule('keep', `${POD}label_app`, 'api')]), 'elsewhere'],
  [
    'an annotation it has not',
    discover('pod', [rule('keep', `${POD}annotation_prometheus_io_scrape`, 'true')]),
    'elsewhere',
  ],
  ['a pattern, which is not run', discover('pod', [rule('keep', `${POD}label_app`, '"(w+)+b"')]), 'elsewhere'],
  ['nothing', discover('pod', []), 'elsewhere'],
  [
    'what is dropped',
    discover('pod', [rule('keep', `${POD}label_app`, 'web'), rule('drop', `${POD}label_app`, 'web')]),
    'elsewhere',
  ],
  [
    'a port too',
    discover('pod', [rule('keep', `${POD}label_app`, 'web'), rule('keep', `${POD}container_port_name`, 'm')]),
    'elsewhere',
  ],
  [
    'another namespace',
    discover('pod', [rule('keep', `${POD}label_app`, 'web')], ', namespaces: { names: [x] }'),
    'elsewhere',
  ],
  ['nodes', discover('node', [rule('keep', `${POD}label_app`, 'web')]), 'elsewhere'],
  [
    'another cluster',
    discover('pod', [rule('keep', `${POD}label_app`, 'web')], ', api_server: "https://x"'),
    'elsewhere',
  ],
])('by discovery that keeps %s', (_name, text, expected) => {
  expect(scraped('monitoring/prometheus.yaml', text)).toBe(expected);
});

test('stands where the job does', () => {
  const text = `global: {}\nscrape_configs:\n  - job_name: a\n    ${to('web.shop.svc:9')}\n`;
  const model = modelOf({ 'deploy/web.yaml': APP, 'prometheus.yml': text });
  const place = variantsOf(model, 'workload', 'web')[0]?.locate('metrics.scraped');
  expect(place).toMatchObject({ file: 'prometheus.yml', line: 3 });
});

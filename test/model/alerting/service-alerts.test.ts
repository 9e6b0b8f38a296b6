import { describe, expect, it } from 'vitest';
import { dig } from '../../../src/lib/json.ts';
import type { ServiceConfig } from '../../../src/types/config.ts';
import type { Facts } from '../../../src/types/subject.ts';
import { modelOf, variantsOf } from '../model-of.ts';
import { ruleFile } from './alert-of.ts';

const complete: Partial<ServiceConfig> = { complete: ['alerts', 'dashboards'] };

function serviceFacts(files: string | Record<string, string>, service: Partial<ServiceConfig> = {}): Facts {
  return variantsOf(modelOf(files, { services: [service] }), 'service', 'shop')[0]?.facts ?? {};
}

const latency = ruleFile('histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m]))) > 1', {
  more: '      labels: { severity: page }\n',
});

describe('which alerts watch over a service', () => {
  it('sees those that are there, whatever may be elsewhere', () => {
    expect(serviceFacts(latency)['alerts']).toMatchObject({ present: true, page: true, latency: true });
  });

  it.each<[string, Partial<ServiceConfig>, unknown]>([
    ['may stand elsewhere', {}, { $unknown: 'elsewhere' }],
    ['are missing where all are here', complete, false],
    ['are where a link says', { sources: { alerts: 'https://git.example.com/alerts' } }, true],
  ])('those that are not there %s', (_, service, expected) => {
    const { alerts } = serviceFacts('groups: []', service);
    if (typeof expected === 'object') expect(dig(alerts, 'present')).toMatchObject(expected as object);
    else expect(dig(alerts, 'present')).toBe(expected);
  });

  it('concludes nothing from absence where objectives make the alerts', () => {
    const sloth = 'version: prometheus/v1\nservice: shop\nslos: []';
    expect(dig(serviceFacts(sloth, complete), 'alerts', 'errors', '$unknown')).toBe('unread');
  });

  it('concludes nothing from an alert that could not be read', () => {
    const facts = serviceFacts(ruleFile('rate({a="b"} |= "x" [5m])'), complete);
    expect(dig(facts, 'alerts', 'latency', '$unknown')).toBe('unresolved');
  });

  it('names recorded series that nothing records, where all rules are here', () => {
    const file = ruleFile('a:errors:rate5m > 1 and b:errors:rate5m > 1', { records: [['b:errors:rate5m', 'x']] });
    expect(dig(serviceFacts(file, complete), 'alerts', 'unrecorded')).toEqual(['a:errors:rate5m']);
    expect(dig(serviceFacts(file), 'alerts', 'unrecorded', '$unknown')).toBe('elsewhere');
  });

  it.each([
    ['pagerduty_configs: [{}]', []],
    ['other: 1', ['A']],
  ])('names pages that reach nobody: %s', (receiver, unrouted) => {
    const config = `route: { receiver: people }\nreceivers: [{ name: people, ${receiver} }]`;
    expect(dig(serviceFacts({ 'a.yaml': latency, 'b.yaml': config }), 'alerts', 'unrouted')).toEqual(unrouted);
  });
});

describe('which of several services an alert is of', () => {
  const services = [
    { name: 'front', paths: ['front'], ...complete },
    { name: 'orders', workloads: ['orders*'], ...complete },
  ];
  it.each([
    ['its own label', 'x > 1', '      labels: { service: orders }\n', 'orders'],
    ['a label of its series', 'x{container="orders"} > 1', '', 'orders'],
    ['the name of its metric', 'orders_requests_total > 1', '', 'orders'],
    ['another service', 'front_requests_total > 1', '', 'front'],
  ])('is told by %s', (_, expr, more, service) => {
    const { subjects } = modelOf(ruleFile(expr, { more }), { services });
    expect(subjects.find(({ kind }) => kind === 'alert')?.service).toBe(service);
    const other = service === 'orders' ? 'front' : 'orders';
    const facts = subjects.find(({ kind, id }) => kind === 'service' && id === other)?.variants[0]?.facts;
    expect(dig(facts, 'alerts', 'present')).toBe(false);
  });

  it('is both where it names none', () => {
    const { subjects } = modelOf(ruleFile('rate(http_requests_total[5m]) > 1'), { services });
    const present = subjects
      .filter(({ kind }) => kind === 'service')
      .map(({ variants }) => dig(variants[0]?.facts, 'alerts', 'present'));
    expect(present).toEqual([true, true]);
  });
});

describe('dashboards', () => {
  const board = (panels: string) => `{ "title": "Shop", "panels": [${panels}] }`;
  const traffic =
    '{ "title": "T", "targets": [{ "expr": "rate(http_requests_total{job=\\"$job\\"}[$__rate_interval])" }] }';

  it.each([
    ['plain', board(traffic), ['traffic'], []],
    ['wrapped', `{ "dashboard": ${board(traffic)} }`, ['traffic'], []],
    ['in a row', board(`{ "type": "row", "panels": [${traffic}] }`), ['traffic'], []],
    ['in old rows', `{ "title": "Shop", "rows": [{ "panels": [${traffic}] }] }`, ['traffic'], []],
    ['broken', board('{ "title": "B", "targets": [{ "expr": "sum(" }] }'), [], ['B']],
    [
      'of another source',
      board('{ "title": "B", "datasource": { "type": "loki" }, "targets": [{ "expr": "sum(" }] }'),
      [],
      [],
    ],
  ])('%s', (_, json, signals, invalid) => {
    const facts = variantsOf(modelOf({ 'shop.json': json }), 'dashboard', 'Shop')[0]?.facts;
    expect(facts).toMatchObject({ signals, queries: { invalid } });
  });

  it('count for the service, and their absence only where all are here', () => {
    expect(serviceFacts({ 'shop.json': board(traffic) }, complete)).toMatchObject({
      dashboards: { present: true },
      signals: { traffic: true, latency: false },
    });
    expect(dig(serviceFacts('groups: []'), 'dashboards', 'present', '$unknown')).toBe('elsewhere');
  });
});

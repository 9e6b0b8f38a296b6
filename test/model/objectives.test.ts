import { describe, expect, test } from 'vitest';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Subject } from '../../src/types/subject.ts';
import { factOf, modelOf } from './model-of.ts';

const sli = (good = 'code!~"5.."', metric = 'http_requests_total') => `
    indicator:
      spec:
        ratioMetric:
          good: { metricSource: { type: Prometheus, spec: { query: 'sum(rate(${metric}{job="web",${good}}[5m]))' } } }
          total: { metricSource: { type: Prometheus, spec: { query: 'sum(rate(${metric}{job="web"}[5m]))' } } }`;

interface OpenSlo {
  readonly window?: string;
  readonly method?: string;
  readonly objective?: string;
  readonly indicator?: string;
  readonly more?: string;
}

const openslo = ({ window, method, objective, indicator = sli(), more = '' }: OpenSlo = {}): string => `
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: web }
spec:
    service: shop
    timeWindow: ${window ?? '[{ duration: 30d, isRolling: true }]'}
    budgetingMethod: ${method ?? 'Occurrences'}
    objectives: ${objective ?? '[{ target: 0.999 }]'}${indicator}
${more}`;

const sloth = (objective: string, sliYaml: string, more = ''): string => `
---
version: prometheus/v1
service: shop
slos:
  - name: web
    objective: ${objective}
    sli: ${sliYaml}
    alerting: { name: Web ${more} }
`;
const events = (window: string, metric = 'http_requests_total') =>
  `{ events: { error_query: 'rate(${metric}{code=~"5.."}[${window}])', total_query: 'rate(${metric}[${window}])' } }`;

const pyrra = (spec: string): string => `
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: web }
spec: { ${spec} }
`;
const ratio = `indicator: { ratio: { errors: { metric: 'x_total{code="5"}' }, total: { metric: x_total } } }`;

const rule = (expr: string, severity = 'page'): string => `
---
groups:
  - name: web
    rules:
      - { alert: Burns, labels: { severity: ${severity} }, expr: '${expr}' }
`;
const errors = (window: string, labels = 'job="web"') =>
  `sum(rate(http_requests_total{${labels},code=~"5.."}[${window}])) / sum(rate(http_requests_total{${labels}}[${window}]))`;

describe('what files say', () => {
  test.each<[string, string, string, readonly [string, unknown][]]>([
    [
      'OpenSLO',
      openslo(),
      'web',
      [
        ['target', 99.9],
        ['window.seconds', 2_592_000],
        ['budget.seconds', 2592],
        ['method', 'occurrences'],
        ['indicator.kind', 'availability'],
        ['indicator.metrics', ['http_requests_total']],
        ['problems', []],
      ],
    ],
    ['a target in per cent', openslo({ objective: '[{ targetPercent: 99.95 }]' }), 'web', [['target', 99.95]]],
    [
      'a calendar month',
      openslo({ window: '[{ duration: 1M, calendar: { timeZone: UTC } }]' }),
      'web',
      [
        ['window.seconds', 2_592_000],
        ['window.rolling', false],
      ],
    ],
    [
      'several targets',
      openslo({ objective: '[{ displayName: good, target: 0.9 }, { target: 0.99 }]' }),
      'web/2',
      [['target', 99]],
    ],
    [
      'a target that is filled in',
      openslo({ objective: '[{ target: "${TARGET}" }]' }),
      'web',
      [
        ['target', { $unknown: 'unresolved', detail: '${TARGET} is filled in when it is deployed' }],
        ['problems', []],
        ['budget', undefined],
      ],
    ],
    [
      'an indicator of its own, which asks for buckets',
      `${openslo({ indicator: '\n    indicatorRef: late' })}
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: late }
spec: { ratioMetric: { good: { metricSource: { spec: { query: 'rate(s_bucket{le="0.3"}[5m])' } } }, total: { metricSource: { spec: { query: 'rate(s_count[5m])' } } } } }`,
      'web',
      [
        ['indicator.kind', 'latency'],
        ['indicator.bounds', ['0.3']],
      ],
    ],
    [
      'an indicator that is not here',
      openslo({ indicator: '\n    indicatorRef: late' }),
      'web',
      [['indicator.kind', { $unknown: 'unread', detail: 'the indicator late is not in this repository' }]],
    ],
    [
      'queries of another tool',
      openslo({ indicator: sli().replaceAll('Prometheus', 'Datadog') }),
      'web',
      [['indicator.metrics', { $unknown: 'unread', detail: 'queries of Datadog are not read' }]],
    ],
    [
      'Sloth',
      sloth('99.5', events('{{.window}}')),
      'shop-web',
      [
        ['target', 99.5],
        ['window.seconds', 2_592_000],
        ['alerts.page', true],
        ['alerts.ticket', true],
        ['problems', []],
      ],
    ],
    [
      'Sloth without a ticket',
      sloth('99.5', events('{{ .window }}'), ', ticket_alert: { disable: true }'),
      'shop-web',
      [
        ['alerts.page', true],
        ['alerts.ticket', false],
      ],
    ],
    [
      'a plugin of Sloth',
      sloth('99', '{ plugin: { id: sloth-common/istio/v1/latency } }'),
      'shop-web',
      [['indicator.kind', 'latency']],
    ],
    [
      'Pyrra',
      pyrra(`target: "99.9", window: 4w, ${ratio}`),
      'web',
      [
        ['target', 99.9],
        ['window.seconds', 2_419_200],
        ['alerts.noData', true],
        ['indicator.metrics', ['x_total']],
      ],
    ],
    [
      'Pyrra without alerts',
      pyrra(`target: "99.9", window: 4w, alerting: { disabled: true }, ${ratio}`),
      'web',
      [
        ['alerts.page', false],
        ['alerts.noData', false],
      ],
    ],
    [
      'the age of something',
      openslo({ indicator: sli('a="b"', 'import_last_success_timestamp_seconds') }),
      'web',
      [['indicator.kind', 'freshness']],
    ],
    [
      'machines',
      openslo({ indicator: sli('a="b"', 'node_load1') }),
      'web',
      [['indicator.resourceMetrics', ['node_load1']]],
    ],
  ])('%s', (_, files, id, facts) => {
    const model = modelOf(files, { services: [{ complete: ['objectives'] }] });
    expect(facts.map(([path]) => [path, factOf(model, ['slo', id], path)])).toEqual(facts);
  });
});

test.each<[string, string, readonly string[]]>([
  [
    'two windows',
    openslo({ window: '[{ duration: 1d }, { duration: 2d }]' }),
    ['it has 2 entries under timeWindow, which takes one'],
  ],
  [
    'a window of words',
    openslo({ window: '[{ duration: a month }]' }),
    ['the duration of its timeWindow is none, such as 30d'],
  ],
  ['a method of its own', openslo({ method: 'Guess' }), ['its budgetingMethod is none there is']],
  [
    'slices without a size',
    openslo({ method: 'Timeslices' }),
    ['Timeslices needs timeSliceTarget', 'Timeslices needs timeSliceWindow'],
  ],
  ['per cent for a share', openslo({ objective: '[{ target: 99.9 }]' }), ['its target is not from 0 to below 1']],
  ['all of it', openslo({ objective: '[{ targetPercent: 100 }]' }), ['its targetPercent is not from 0 to below 100']],
  [
    'both targets',
    openslo({ objective: '[{ target: 0.9, targetPercent: 90 }]' }),
    ['an objective has both target and targetPercent'],
  ],
  ['no target', openslo({ objective: '[{ op: lte }]' }), ['an objective has neither target nor targetPercent']],
  ['no indicator', openslo({ indicator: '' }), ['it has neither indicator nor indicatorRef']],
  [
    'no total',
    openslo({ indicator: '\n    indicator: { spec: { ratioMetric: { good: {} } } }' }),
    ['its ratioMetric has no total'],
  ],
  [
    'good and bad',
    openslo({ indicator: '\n    indicator: { spec: { ratioMetric: { good: {}, bad: {}, total: {} } } }' }),
    ['its ratioMetric needs one of good and bad'],
  ],
  [
    'raw without its type',
    openslo({ indicator: '\n    indicator: { spec: { ratioMetric: { raw: {} } } }' }),
    ['its ratioMetric has raw without rawType'],
  ],
  ['Sloth above 100', sloth('101', events('{{.window}}')), ['its objective is not above 0 and at most 100']],
  [
    'Sloth without its window',
    sloth('99', events('5m')),
    [
      'a query has no {{.window}}: rate(http_requests_total{code=~"5.."}[5m])',
      'a query has no {{.window}}: rate(http_requests_total[5m])',
    ],
  ],
  ['Sloth without a measure', sloth('99', '{}'), ['its sli needs one of events, raw and plugin']],
  ['Pyrra with a number', pyrra(`target: 99.9, window: 4w, ${ratio}`), ['its target must be a text, in quotes']],
  [
    'Pyrra without a window',
    pyrra(`target: "99.9", window: month, ${ratio}`),
    ['its window is no duration, such as 4w'],
  ],
  [
    'Pyrra without a measure',
    pyrra('target: "99.9", window: 4w'),
    ['its indicator needs one of ratio, latency, latencyNative and bool_gauge'],
  ],
])('invalid: %s', (_, files, problems) => {
  const [slo] = modelOf(files).subjects.filter(({ kind }) => kind === 'slo');
  expect(slo?.variants[0]?.facts['problems']).toEqual(problems);
});

const page = `${errors('1h')} > 14.4 * 0.001 and ${errors('5m')} > 14.4 * 0.001`;
const complete: Partial<ServiceConfig> = { complete: ['alerts'] };

describe('alerts', () => {
  test.each<[string, string, boolean, readonly string[] | undefined]>([
    ['over two windows', rule(page), true, []],
    ['over one window', rule(`${errors('1h')} > 0.0144`), false, undefined],
    ['on another job', rule(page.replaceAll('job="web"', 'job="mail"')), false, undefined],
    ['on another metric', rule(page.replaceAll('http_requests_total', 'rpc_total')), false, undefined],
    [
      'that can never fire',
      rule(`${errors('1h')} > 1.2 and ${errors('5m')} > 1.2`),
      true,
      ['Burns: an error ratio above 1.2 never happens'],
    ],
    [
      'with the budget of another target',
      rule(page.replaceAll('0.001', '0.005')),
      true,
      ['Burns: 0.005 is the budget of 99.5%, and the target is 99.9%'],
    ],
    [
      'whose short window is long',
      rule(`${errors('6h')} > 6 * 0.001 and ${errors('2h')} > 6 * 0.001`),
      true,
      ['Burns: 2 h is no short window for 6 h: it should be a twelfth'],
    ],
    [
      'with the burn rate on one side and the budget on the other',
      rule(`(${errors('1h')}) / 0.001 > 14.4 and (${errors('5m')}) / 0.001 > 14.4`),
      true,
      [],
    ],
    [
      'on a rate, which is no share',
      rule('rate(http_requests_total{job="web"}[1h]) > 5 and rate(http_requests_total{job="web"}[5m]) > 5'),
      false,
      undefined,
    ],
    ['in per cent', rule(`100 * (${errors('1h')}) > 1.44 and 100 * (${errors('5m')}) > 1.44`), true, []],
    [
      'inside an aggregation, as generators write it',
      rule(`max(${errors('1h')} > 14.4 * 0.001) without (x) and max(${errors('5m')} > 14.4 * 0.001) without (x)`),
      true,
      [],
    ],
    ['in one of two ways', rule(`(${page}) or (${errors('6h')} > 0.006 and ${errors('30m')} > 0.006)`), true, []],
  ])('%s', (_, files, paged, problems) => {
    const model = modelOf(openslo() + files, { services: [complete] });
    expect(factOf(model, ['slo', 'web'], 'alerts.page')).toBe(paged);
    expect(factOf(model, ['slo', 'web'], 'alerts.problems')).toEqual(problems);
  });

  test('through recording rules', () => {
    const recorded = ['1h', '5m'].map((window) => `{ record: "web:errors:rate${window}", expr: '${errors(window)}' }`);
    const files = `${openslo()}
---
groups: [{ rules: [${recorded.join(', ')}, { alert: Burns, labels: { severity: page }, expr: "web:errors:rate1h > 0.0144 and web:errors:rate5m > 0.0144" }] }]`;
    const model = modelOf(files, { services: [complete] });
    expect(factOf(model, ['slo', 'web'], 'alerts.names')).toEqual(['Burns']);
  });

  test('recording rules that record each other without end come to one', () => {
    const many = Array.from({ length: 50 }, () => 'a:a').join(' + ');
    const files = `${openslo({ indicator: sli('a="b"', 'a:a') })}
---
groups: [{ rules: [{ record: "a:a", expr: "${many}" }] }]`;
    const model = modelOf(files);
    expect(factOf(model, ['slo', 'web'], 'indicator.metrics')).toMatchObject({ $unknown: 'unread' });
  });

  test('the factor of thirty days beside a week', () => {
    const model = modelOf(openslo({ window: '[{ duration: 7d }]' }) + rule(page));
    expect(factOf(model, ['slo', 'web'], 'alerts.problems')).toEqual([
      'Burns: 14.4 is the factor for 30 days; 7 d need 3.36, an error ratio of 0.00336',
    ]);
  });

  test('a burn rate that is named as such', () => {
    const more = `    alertPolicies: [{ spec: { alertWhenNoData: false, conditions: [{ spec: { severity: page, condition: { kind: burnrate, threshold: 14.4, lookbackWindow: 1h } } }] } }]`;
    const model = modelOf(openslo({ objective: '[{ target: 0.93 }]', more }), { services: [complete] });
    expect(factOf(model, ['slo', 'web'], 'alerts.page')).toBe(true);
    expect(factOf(model, ['slo', 'web'], 'alerts.problems')).toEqual([
      'a burn rate of 14.4 can never be exceeded at 93%',
    ]);
  });

  test('their absence is known only where all of them are kept here', () => {
    const away = { $unknown: 'elsewhere', detail: 'alerts may be kept in another repository' };
    expect(factOf(modelOf(openslo()), ['slo', 'web'], 'alerts.page')).toEqual(away);
    expect(factOf(modelOf(openslo()), ['slo', 'web'], 'alerts.noData')).toEqual(away);
    const silent = modelOf(openslo() + rule('absent(http_requests_total{job="web"})'));
    expect(factOf(silent, ['slo', 'web'], 'alerts.noData')).toBe(true);
  });
});

/** Two services whose objectives stand in the configuration. */
function shop(cards: object, seats: Partial<ServiceConfig> = {}, own: Partial<ServiceConfig> = {}) {
  const promise = (target: number) => [
    { name: 'availability', indicator: 'availability' as const, target, windowSeconds: 2_592_000 },
  ];
  const services: readonly Partial<ServiceConfig>[] = [
    { name: 'shop', tier: 1, objectives: promise(99.9), dependencies: [{ name: 'seats', ...cards }], ...own },
    { name: 'seats', tier: 2, objectives: promise(99.95), ...seats },
  ];
  return modelOf('', { services });
}

function of(subjects: readonly Subject[], kind: string, service: string) {
  return subjects.find((one) => one.kind === kind && one.service === service)?.variants[0]?.facts;
}

describe('composition', () => {
  test.each<[string, object, Partial<ServiceConfig>, object | undefined]>([
    [
      'what a service here promises',
      { criticality: 'hard' },
      {},
      { best: 99.95, achievable: true, dependencies: ['seats 99.95%'] },
    ],
    [
      'what is stated wins',
      { criticality: 'hard', target: 99.5 },
      {},
      { best: 99.5, achievable: false, dependencies: ['seats 99.5%'] },
    ],
    [
      'as much as is promised leaves nothing for oneself',
      { criticality: 'hard', target: 99.9 },
      {},
      { best: 99.9, achievable: false, dependencies: ['seats 99.9%'] },
    ],
    ['a soft dependency does not count', { criticality: 'soft', target: 90 }, {}, undefined],
    [
      'nobody says whether it is hard',
      { target: 90 },
      {},
      {
        best: 100,
        achievable: { $unknown: 'unresolved', detail: 'whether seats is hard or soft is not declared' },
        dependencies: [],
      },
    ],
    [
      'nothing is promised',
      { criticality: 'hard' },
      { objectives: [] },
      {
        best: 100,
        achievable: { $unknown: 'elsewhere', detail: 'seats has no availability objective here' },
        dependencies: [],
      },
    ],
  ])('%s', (_, cards, seats, composition) => {
    expect(of(shop(cards, seats).subjects, 'slo', 'shop')?.['composition']).toEqual(composition);
  });

  test.each<[string, object, Partial<ServiceConfig>, unknown, unknown]>([
    ['a lower tier', { criticality: 'hard' }, {}, true, []],
    ['the same tier', { criticality: 'hard' }, { tier: 1 }, false, []],
    [
      'a circle',
      { criticality: 'hard' },
      { tier: 1, dependencies: [{ name: 'shop', criticality: 'hard' }] },
      false,
      ['shop', 'seats', 'shop'],
    ],
    [
      'a circle that is soft on one side',
      { criticality: 'hard' },
      { tier: 1, dependencies: [{ name: 'shop', criticality: 'soft' }] },
      false,
      [],
    ],
  ])('%s', (_, cards, seats, inverted, cycle) => {
    const facts = of(shop(cards, seats).subjects, 'dependency', 'shop');
    expect([facts?.['tierInverted'], facts?.['cycle']]).toEqual([inverted, cycle]);
  });
});

test('an incident costs what is stated, and what the fastest page takes to see a full outage', () => {
  const response = { acknowledgeSeconds: 300, recoverSeconds: 600 };
  const model = modelOf(sloth('99.95', events('{{.window}}')), { services: [{ response }] });
  // 25.92 s until 14.4 times the budget is exceeded over an hour, and 90 s around it, rounded up.
  expect(factOf(model, ['slo', 'shop-web'], 'response')).toEqual({ seconds: 1016, affordable: true, leftSeconds: 880 });
  const unsaid = modelOf(sloth('99.95', events('{{.window}}')), { services: [{ response: { recoverSeconds: 600 } }] });
  expect(factOf(unsaid, ['slo', 'shop-web'], 'response')).toBeUndefined();
});

test.each<[string, string, number | undefined]>([
  // 0.0144 of 3600 s are 51.84 s, rounded up, and 90 s around it; then 300 s and 600 s.
  ['its windows', rule(page), 1042],
  ['what it waits', rule(page).replace("expr: '", "for: 2m, expr: '"), 1162],
  ['the quicker of two', rule(`(${page}) or (${errors('6h')} > 0.006 and ${errors('30m')} > 0.006)`), 1042],
  ['nothing, where it is a ticket', rule(page, 'ticket'), undefined],
  ['nothing, where it can never fire', rule(`${errors('1h')} > 1.2 and ${errors('5m')} > 1.2`), undefined],
])('an incident costs what a page on the objective takes to fire: %s', (_, files, seconds) => {
  const response = { acknowledgeSeconds: 300, recoverSeconds: 600 };
  const model = modelOf(openslo() + files, { services: [{ ...complete, response }] });
  expect(factOf(model, ['slo', 'web'], 'response.seconds')).toBe(seconds);
});

test('an objective of the configuration says more about one of the same name in a file', () => {
  const objectives = [
    {
      name: 'web',
      indicator: 'availability' as const,
      target: 95,
      windowSeconds: 604_800,
      sla: 99.5,
      requestsPerHour: 69,
    },
  ];
  const model = modelOf(openslo(), { services: [{ objectives }] });
  const [only, ...more] = model.subjects.filter(({ kind }) => kind === 'slo');
  expect(more).toEqual([]);
  expect(only?.variants[0]?.facts).toMatchObject({
    target: 99.9,
    sla: 99.5,
    slaMargin: 0.4,
    traffic: { requestsPerHour: 69, oneFailurePages: true },
  });
});

test('what Backstage says and what the configuration says of one dependency is one', () => {
  const component = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: shop }
spec: { dependsOn: ['component:default/seats', 'resource:mail', 7] }
`;
  const model = modelOf(component, { services: [{ dependencies: [{ name: 'seats', criticality: 'hard' }] }] });
  const found = model.subjects.filter(({ kind }) => kind === 'dependency');
  expect(
    found.map(({ id, variants }) => [id, variants[0]?.facts['declaredIn'], variants[0]?.facts['criticality']]),
  ).toEqual([
    ['mail', ['catalog'], undefined],
    ['seats', ['configuration', 'catalog'], 'hard'],
  ]);
});

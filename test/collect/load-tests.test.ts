import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { readK6 } from '../../src/collect/load-tests/read-k6.ts';
import { readObjectLiteral, UNREADABLE } from '../../src/collect/load-tests/read-object-literal.ts';
import { discover } from '../../src/discover/discover.ts';
import { folderWith } from '../robustness/folder-with.ts';

test.each<[string, string, unknown]>([
  ['texts, numbers, names', `{ a: 'x', "b-c": -1.5e2, d: true, e: null };`, { a: 'x', 'b-c': -150, d: true, e: null }],
  ['lists, commas at the end', '{ a: [1, 2_000,], };', { a: [1, 2000] }],
  ['comments with brackets', '{ /* } */ a: 1, // }\n b: 2 };', { a: 1, b: 2 }],
  ['what is computed', '{ a: 60 * MINUTE, b: f({ c: 1 }), d: 2 };', { a: UNREADABLE, b: UNREADABLE, d: 2 }],
  ['a spread, a shorthand', '{ ...base, a, b: 1 };', { '...': UNREADABLE, a: UNREADABLE, b: 1 }],
  ['a template with a hole', '{ a: `x${y}`, b: `z` };', { a: UNREADABLE, b: 'z' }],
  ['a prototype is a plain member', '{ "__proto__": 1, b: 2 };', JSON.parse('{ "__proto__": 1, "b": 2 }')],
  ['an end that is missing', '{ a: [1, 2', undefined],
  ['a comment that does not end', `{ a: /* ${'/*'.repeat(50_000)}`, undefined],
  ['brackets without end', '{a:['.repeat(20_000), undefined],
])('an object literal: %s', (_, source, expected) => {
  expect(readObjectLiteral(source, 0)).toEqual(expected);
});

const script = (options: string) =>
  `import http from 'k6/http';\n${options}\nexport default function () { http.get('http://shop'); }\n`;

test.each<[string, string, unknown]>([
  ['no options', '', { criteria: 0 }],
  [
    'thresholds',
    `export const options = { vus: 20, duration: '5m', thresholds: { http_req_duration: ['p(95)<300'] } };`,
    { criteria: 1, peak: 20, durationSeconds: 300 },
  ],
  ['empty thresholds', 'export const options = { thresholds: { http_req_failed: [] } };', { criteria: 0 }],
  ['options from elsewhere', `export const options = JSON.parse(open('./options.json'));`, { criteria: null }],
  ['options that others are mixed into', 'export let options = { ...shared, vus: 5 };', { criteria: null, peak: 5 }],
  [
    'stages',
    `export const options: Options = { stages: [{ duration: '1m', target: 50 }, { duration: '1h', target: 50 }] };`,
    { criteria: 0, peak: 50, durationSeconds: 3660 },
  ],
  [
    'scenarios',
    `export const options = { scenarios: { a: { rate: 100, duration: '30s' }, b: { vus: 3, duration: '2m' } } };`,
    { peak: 100, durationSeconds: 120 },
  ],
])('a k6 script: %s', (_, options, expected) => {
  expect(readK6(script(options))).toMatchObject({ tool: 'k6', ...(expected as object) });
});

test('a script that only mentions k6 and thresholds is no load test', () => {
  expect(readK6(`// run with k6, thresholds: { a: ['b'] }\nexport default 1;\n`)).toBeUndefined();
});

test.each<[string, string, string, object | undefined]>([
  [
    'Locust',
    'load/locustfile.py',
    'from locust import HttpUser, task\n\nclass Web(HttpUser):\n    pass\n',
    { tool: 'locust', criteria: null },
  ],
  [
    'Locust with an exit code',
    'load/locustfile.py',
    'from locust import HttpUser, events\nclass Web(HttpUser):\n    pass\ndef quit(environment):\n    environment.process_exit_code = 1\n',
    { tool: 'locust', criteria: 1 },
  ],
  ['a helper beside it', 'load/helper.py', '# from locust import nothing\n', undefined],
  [
    'Gatling',
    'gatling/ShopSimulation.scala',
    'import io.gatling.core.Predef._\nclass Shop extends Simulation {\n  setUp(a.inject(b)).assertions(global.failedRequests.percent.lt(1))\n}\n',
    { tool: 'gatling', criteria: 1 },
  ],
  [
    'Gatling with its assertions in a comment',
    'gatling/ShopSimulation.scala',
    'import io.gatling.core.Predef._\nclass Shop extends Simulation {\n  setUp(a.inject(b)) // .assertions(x)\n}\n',
    { tool: 'gatling', criteria: 0 },
  ],
  [
    'JMeter',
    'perf/shop.jmx',
    '<jmeterTestPlan><intProp name="ThreadGroup.num_threads">40</intProp><ResponseAssertion enabled="true"></ResponseAssertion><DurationAssertion enabled="false"/></jmeterTestPlan>',
    { tool: 'jmeter', criteria: 1, peak: 40 },
  ],
  [
    'Artillery',
    'load/artillery.yml',
    'config:\n  target: https://shop\n  phases: [{ duration: 60, arrivalRate: 5, rampTo: 50 }]\n  ensure: { p95: 300 }\nscenarios: []\n',
    { tool: 'artillery', criteria: 1, peak: 50, durationSeconds: 60 },
  ],
  [
    'a manifest in a folder of load tests',
    'load/job.yaml',
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: x }\n',
    { kind: 'Job' },
  ],
])('a load test by what it holds: %s', async (_, path, text, expected) => {
  const root = folderWith({ [path]: text });
  const { documents } = await collect(await discover(root, []), {
    tools: {},
    allowRemote: false,
    rendered: [],
    chartsForOthers: false,
  });
  expect(documents.map(({ data }) => data)).toMatchObject(expected ? [expected] : []);
});

test('experiments speak for the service from a folder of tests, other manifests there do not', async () => {
  const root = folderWith({
    [join('tests', 'load', 'k6.js')]: script(''),
    [join('tests', 'chaos', 'kill.yaml')]:
      'apiVersion: chaos-mesh.org/v1alpha1\nkind: PodChaos\nmetadata: { name: kill }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: fake }\n',
  });
  const { documents, skipped } = await collect(await discover(root, []), {
    tools: {},
    allowRemote: false,
    rendered: [],
    chartsForOthers: false,
  });
  expect(documents.map(({ file, data }) => [file, (data as { kind?: string }).kind])).toEqual([
    ['tests/chaos/kill.yaml', 'PodChaos'],
    ['tests/load/k6.js', undefined],
  ]);
  expect(skipped).toMatchObject([{ why: 'manifests of tests', files: 1 }]);
});

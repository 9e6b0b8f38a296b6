import { expect, test } from 'vitest';
import { modelOf, variantsOf } from './model-of.ts';

const app = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1" }] } }
---
`;
const mesh = (kind: string, spec: string) =>
  `apiVersion: chaos-mesh.org/v1alpha1\nkind: ${kind}\nmetadata: { name: x, namespace: chaos }\nspec: ${spec}\n`;
const web = 'selector: { namespaces: [shop], labelSelectors: { app: web } }';

test.each<[string, string, object]>([
  [
    'a kill is over at once',
    mesh('PodChaos', `{ action: pod-kill, mode: one, ${web} }`),
    { faults: ['instance-kill'], unbounded: [], recurring: false, targets: { count: 1, missed: 0 } },
  ],
  [
    'a failure without duration',
    mesh('PodChaos', `{ action: pod-failure, mode: one, ${web} }`),
    { unbounded: [expect.stringContaining('no duration')] },
  ],
  [
    'a delay',
    mesh('NetworkChaos', `{ action: delay, duration: 5m, mode: one, ${web} }`),
    { faults: ['latency'], unbounded: [] },
  ],
  [
    'a delay and a loss at once',
    mesh('NetworkChaos', `{ action: netem, delay: {}, loss: {}, duration: 5m, ${web} }`),
    { faults: ['latency', 'packet-loss'] },
  ],
  [
    'everything in a namespace',
    mesh(
      'StressChaos',
      '{ mode: all, duration: 5m, selector: { namespaces: [shop] }, stressors: { cpu: {}, memory: {} } }',
    ),
    { faults: ['cpu', 'memory'], unbounded: [expect.stringContaining('everything')] },
  ],
  [
    'a schedule',
    mesh(
      'Schedule',
      `{ schedule: '@daily', type: NetworkChaos, networkChaos: { action: loss, duration: 1m, ${web} } }`,
    ),
    { faults: ['packet-loss'], recurring: true },
  ],
  [
    'a workflow: a step ends with its deadline',
    mesh(
      'Workflow',
      `{ templates: [{ templateType: NetworkChaos, deadline: 1m, networkChaos: { action: partition, ${web} } }, { templateType: StatusCheck }] }`,
    ),
    { faults: ['partition'], unbounded: [], criteria: { declared: true } },
  ],
  [
    'labels that nothing has',
    mesh('PodChaos', '{ action: pod-kill, selector: { namespaces: [shop], labelSelectors: { app: shop } } }'),
    { targets: { count: 0, missed: 1 } },
  ],
  [
    'a namespace of which nothing is here',
    mesh('PodChaos', '{ action: pod-kill, selector: { namespaces: [blog], labelSelectors: { app: web } } }'),
    { targets: { missed: { $unknown: 'elsewhere' } } },
  ],
  [
    'Litmus',
    'apiVersion: litmuschaos.io/v1alpha1\nkind: ChaosEngine\nmetadata: { name: x }\nspec: { appinfo: { appns: shop, applabel: app=web }, experiments: [{ name: pod-network-latency, spec: { probe: [{ name: up }] } }] }\n',
    { tool: 'litmus', faults: ['latency'], criteria: { declared: true }, targets: { count: 1 } },
  ],
  [
    'Litmus, again and again',
    'apiVersion: litmuschaos.io/v1alpha1\nkind: ChaosSchedule\nmetadata: { name: x }\nspec: { schedule: { repeat: {} }, engineTemplateSpec: { experiments: [{ name: pod-delete }] } }\n',
    { faults: ['instance-kill'], recurring: true, criteria: { declared: false } },
  ],
])('a chaos experiment: %s', (_, text, expected) => {
  expect(variantsOf(modelOf(app + text), 'experiment', 'chaos/x')[0]?.facts).toMatchObject(expected);
});

test.each<[string, string, object]>([
  [
    'a stop condition',
    'Resources: { x: { Type: "AWS::FIS::ExperimentTemplate", Properties: { StopConditions: [{ Source: aws:cloudwatch:alarm }], Actions: { a: { ActionId: aws:ec2:stop-instances } } } } }',
    { faults: ['instance-kill'], unbounded: [], criteria: { declared: true } },
  ],
  [
    'no stop condition',
    'Resources: { x: { Type: "AWS::FIS::ExperimentTemplate", Properties: { StopConditions: [{ Source: none }], Actions: { a: { ActionId: aws:rds:failover-db-cluster } } } } }',
    { faults: ['failover'], criteria: { declared: false } },
  ],
])('AWS FIS in CloudFormation: %s', (_, text, expected) => {
  expect(variantsOf(modelOf(text), 'experiment', 'chaos/x')[0]?.facts).toMatchObject({ tool: 'aws-fis', ...expected });
});

const missing = { $unknown: 'elsewhere' };
test.each<[string, string, object, object]>([
  ['none seen, and they may be elsewhere', app, {}, { chaos: missing, latency: missing }],
  ['none seen, and all are kept here', app, { complete: ['drills'] }, { chaos: false, latency: false }],
  ['none seen, and it is said where they are', app, { sources: { drills: 'https://wiki' } }, { chaos: true }],
  [
    'a kill seen',
    app + mesh('PodChaos', `{ action: pod-kill, ${web} }`),
    { complete: ['drills'] },
    { chaos: true, instanceKill: true, latency: false },
  ],
])('what is tried out on the service: %s', (_, text, service, expected) => {
  const [variant] = variantsOf(modelOf(text, { services: [service] }), 'service', 'shop');
  expect(variant?.facts['drills']).toMatchObject(expected);
});

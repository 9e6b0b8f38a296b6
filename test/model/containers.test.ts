import { describe, expect, test } from 'vitest';
import { preStopSeconds } from '../../src/model/kubernetes/pre-stop.ts';
import { deployment, factOf, modelOf, service } from './model-of.ts';

const app = ['container', 'web/app'] as const;
const withContainer = (fields: string): ReturnType<typeof modelOf> => modelOf(deployment('web', '', '', fields));
const sidecar = (fields: string): string => `\n        - { name: proxy, image: "proxy:1", ${fields} }\n`;
const UNKNOWN = expect.objectContaining({ $unknown: expect.any(String) });

describe('receivesTraffic', () => {
  const traffic = (own: string, other: string, ports: string): readonly unknown[] => {
    const model = modelOf(
      deployment('web', '', '', own).trimEnd() + sidecar(other) + service('web', `ports: [${ports}]`),
    );
    return [factOf(model, app, 'receivesTraffic'), factOf(model, ['container', 'web/proxy'], 'receivesTraffic')];
  };
  test.each([
    ['by number', 'ports: [{ containerPort: 80 }]', 'ports: [{ containerPort: 90 }]', '{ port: 80 }', [true, false]],
    [
      'by name',
      'ports: [{ name: http, containerPort: 80 }]',
      'ports: [{ name: admin, containerPort: 90 }]',
      '{ port: 1, targetPort: admin }',
      [false, true],
    ],
    [
      'both',
      'ports: [{ containerPort: 80 }]',
      'ports: [{ containerPort: 90 }]',
      '{ port: 80 }, { port: 90 }',
      [true, true],
    ],
    [
      'a number written as text',
      'ports: [{ containerPort: 80 }]',
      'ports: [{ containerPort: 90 }]',
      '{ port: 1, targetPort: "80" }',
      [true, false],
    ],
    [
      'a port that only the silent one can have',
      'tty: false',
      'ports: [{ containerPort: 90 }]',
      '{ port: 80 }',
      [true, false],
    ],
    ['no ports listed at all', 'tty: false', 'tty: false', '{ port: 80 }', [UNKNOWN, UNKNOWN]],
  ])('%s', (_, own, other, ports, expected) => {
    expect(traffic(own, other, ports)).toEqual(expected);
  });
  test('the only container takes it, whatever it lists', () => {
    expect(factOf(modelOf(deployment('web') + service('web')), app, 'receivesTraffic')).toBe(true);
  });
  test('without a service nobody does', () => {
    expect(factOf(modelOf(deployment('web')), app, 'receivesTraffic')).toBe(false);
  });
});

describe('probes', () => {
  const probes = (readiness: string, liveness: string): unknown =>
    factOf(
      withContainer(
        `ports: [{ name: http, containerPort: 80 }]\n          readinessProbe: ${readiness}\n          livenessProbe: ${liveness}`,
      ),
      app,
      'probes.identical',
    );
  test.each([
    ['the same', '{ httpGet: { path: /a, port: 80 } }', '{ httpGet: { path: /a, port: 80 } }', true],
    ['a name and its number', '{ httpGet: { path: /a, port: http } }', '{ httpGet: { path: /a, port: 80 } }', true],
    ['a number written as text', '{ tcpSocket: { port: "80" } }', '{ tcpSocket: { port: 80 } }', true],
    ['defaults written out', '{ httpGet: { port: 80, scheme: HTTP, path: / } }', '{ httpGet: { port: 80 } }', true],
    ['other periods', '{ tcpSocket: { port: 80 }, periodSeconds: 1 }', '{ tcpSocket: { port: 80 } }', true],
    ['other paths', '{ httpGet: { path: /a, port: 80 } }', '{ httpGet: { path: /b, port: 80 } }', false],
    [
      'other headers',
      '{ httpGet: { port: 80, httpHeaders: [{ name: a, value: b }] } }',
      '{ httpGet: { port: 80 } }',
      false,
    ],
    ['other handlers', '{ tcpSocket: { port: 80 } }', '{ httpGet: { port: 80 } }', false],
    ['grpc', '{ grpc: { port: 80 } }', '{ grpc: { port: 80, service: "" } }', true],
    ['other grpc services', '{ grpc: { port: 80 } }', '{ grpc: { port: 80, service: a } }', false],
    ['commands', '{ exec: { command: [a, b] } }', '{ exec: { command: [a, b] } }', true],
    ['other commands', '{ exec: { command: [a, b] } }', '{ exec: { command: [a b] } }', false],
    ['only one', '{ tcpSocket: { port: 80 } }', 'null', undefined],
  ])('%s', (_, readiness, liveness, expected) => {
    expect(probes(readiness, liveness)).toBe(expected);
  });
  test.each([
    ['a name that is listed', 'http', true],
    ['a name that is not', 'https', false],
    ['a number', '80', undefined],
    ['a number as text', '"80"', undefined],
  ])('port: %s', (_, port, expected) => {
    const model = withContainer(
      `ports: [{ name: http, containerPort: 80 }]\n          readinessProbe: { tcpSocket: { port: ${port} } }`,
    );
    expect(factOf(model, app, 'probes.readiness.portResolves')).toBe(expected);
  });
  test('tolerance is period times failures, with the platform’s defaults', () => {
    const model = withContainer('livenessProbe: { tcpSocket: { port: 80 }, failureThreshold: 5 }');
    expect(factOf(model, app, 'probes.liveness.toleranceSeconds')).toBe(50);
  });
});

describe('preStop', () => {
  const exec = (...command: readonly unknown[]): unknown => ({ exec: { command } });
  test.each([
    ['a sleep action', { sleep: { seconds: 7 } }, 7],
    ['a command', exec('sleep', '5'), 5],
    ['a path', exec('/bin/sleep', '5s'), 5],
    ['minutes', exec('sleep', '1.5m'), 90],
    ['a shell', exec('/bin/sh', '-c', 'sleep 15'), 15],
    ['something behind it', exec('sh', '-c', 'sleep 5; nginx -s quit'), 5],
    ['two of them', exec('bash', '-c', 'sleep 5 && sleep 2'), 7],
    ['a variable', exec('sh', '-c', 'sleep $DELAY'), UNKNOWN],
    ['a sleep and a variable', exec('sh', '-c', 'sleep 5; sleep $DELAY'), UNKNOWN],
    ['a loop', exec('sh', '-c', 'while true; do sleep 5; done'), UNKNOWN],
    ['for ever', exec('sleep', 'infinity'), UNKNOWN],
    ['another program', exec('nginx', '-s', 'quit'), UNKNOWN],
    ['a request', { httpGet: { path: /x/.source, port: 80 } }, UNKNOWN],
    ['no text', exec(1, {}, null), UNKNOWN],
  ])('%s', (_, hook, expected) => {
    expect(preStopSeconds(hook)).toEqual(expected);
  });
});

describe('resources', () => {
  const range = (limits: string): string =>
    `\n---\n{ apiVersion: v1, kind: LimitRange, metadata: { name: r }, spec: { limits: [${limits}] } }`;
  const cpu = (model: ReturnType<typeof modelOf>): readonly unknown[] => [
    factOf(model, app, 'resources.requests.cpu'),
    factOf(model, app, 'resources.limits.cpu'),
  ];
  test.each([
    ['as written', 'resources: { requests: { cpu: 250m }, limits: { cpu: 1 } }', '', [0.25, 1]],
    ['a limit stands for the request', 'resources: { limits: { cpu: "2" } }', '', [2, 2]],
    ['none', 'tty: false', '', [undefined, undefined]],
    [
      'defaults of the namespace',
      'tty: false',
      range('{ type: Container, defaultRequest: { cpu: 100m }, default: { cpu: 1 } }'),
      [0.1, 1],
    ],
    [
      'a default limit stands for the default request',
      'tty: false',
      range('{ type: Container, default: { cpu: 1 } }'),
      [1, 1],
    ],
    ['defaults of pods are none', 'tty: false', range('{ type: Pod, default: { cpu: 1 } }'), [undefined, undefined]],
    [
      'what is written comes before defaults',
      'resources: { requests: { cpu: 3 } }',
      range('{ type: Container, default: { cpu: 1 } }'),
      [3, 1],
    ],
    ['no quantity', 'resources: { requests: { cpu: much } }', '', [undefined, undefined]],
    ['one that is filled in later', 'resources: { requests: { cpu: "${CPU}" } }', '', [UNKNOWN, undefined]],
  ])('%s', (_, fields, more, expected) => {
    expect(cpu(modelOf(deployment('web', '', '', fields) + more))).toEqual(expected);
  });
});

describe('jobs', () => {
  const template = '{ spec: { restartPolicy: Never, containers: [{ name: a, image: "a:1" }] } }';
  test('a job has the platform’s defaults', () => {
    const model = modelOf(
      `{ apiVersion: batch/v1, kind: Job, metadata: { name: x }, spec: { template: ${template} } }`,
    );
    const facts = ['backoffLimit', 'deadlineSeconds', 'ttlSeconds', 'restartPolicy'].map((fact) =>
      factOf(model, ['workload', 'x (job)'], `job.${fact}`),
    );
    expect(facts).toEqual([6, undefined, undefined, 'Never']);
  });
  test.each([
    ['the defaults', '', ['allow', undefined, false]],
    ['as written', ', concurrencyPolicy: Replace, startingDeadlineSeconds: 9, suspend: true', ['replace', 9, true]],
    ['a policy that there is not', ', concurrencyPolicy: Sometimes', [undefined, undefined, false]],
  ])('a schedule: %s', (_, more, expected) => {
    const model = modelOf(
      `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: x }, spec: { schedule: "@daily"${more}, jobTemplate: { spec: { template: ${template} } } } }`,
    );
    expect(
      ['concurrency', 'startingDeadlineSeconds', 'suspended'].map((fact) =>
        factOf(model, ['workload', 'x (job)'], `schedule.${fact}`),
      ),
    ).toEqual(expected);
  });
});

describe('routes', () => {
  const unresolved = (text: string): unknown => {
    const model = modelOf(`${service('web', 'ports: [{ name: http, port: 80 }]')}---\n${text}`);
    return factOf(model, ['endpoint', 'route/r'], 'backends.unresolved');
  };
  const ingress = (version: string, backend: string): string =>
    `{ apiVersion: networking.k8s.io/${version}, kind: Ingress, metadata: { name: r }, spec: { rules: [{ http: { paths: [{ backend: ${backend} }] } }] } }`;
  const httpRoute = (ref: string): string =>
    `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: r, namespace: a }, spec: { rules: [{ backendRefs: [${ref}] }] } }`;
  test.each([
    ['v1 by number', ingress('v1', '{ service: { name: web, port: { number: 80 } } }'), []],
    ['v1 by name', ingress('v1', '{ service: { name: web, port: { name: http } } }'), []],
    ['v1beta1', ingress('v1beta1', '{ serviceName: web, servicePort: 80 }'), []],
    ['v1beta1 by name', ingress('v1beta1', '{ serviceName: web, servicePort: http }'), []],
    ['another port', ingress('v1', '{ service: { name: web, port: { number: 81 } } }'), ['service web has no port 81']],
    [
      'another service',
      ingress('v1', '{ service: { name: gone, port: { number: 80 } } }'),
      ['there is no service gone'],
    ],
    ['a resource', ingress('v1', '{ resource: { kind: Bucket, name: x } }'), []],
    ['a route', httpRoute('{ name: web, port: 80 }'), []],
    ['a route in a namespace, to one without', httpRoute('{ name: web, namespace: b, port: 80 }'), []],
    ['a route to something else than a service', httpRoute('{ kind: Bucket, name: x }'), []],
    ['a route to nothing', httpRoute('{ name: gone, port: 80 }'), ['there is no service gone']],
  ])('%s', (_, text, expected) => {
    expect(unresolved(text)).toEqual(expected);
  });
  test('a namespace that the route names is another’s', () => {
    const named = service('web').replace('{ name: web }', '{ name: web, namespace: b }');
    const inhabitant = deployment('other').replace('{ name: other }', '{ name: other, namespace: a }');
    const model = (ref: string) => modelOf(`${inhabitant}${named}---\n${httpRoute(ref)}`);
    expect(factOf(model('{ name: web, port: 80 }'), ['endpoint', 'route/r'], 'backends.unresolved')).toEqual([
      'there is no service web',
    ]);
    expect(
      factOf(model('{ name: web, namespace: b, port: 80 }'), ['endpoint', 'route/r'], 'backends.unresolved'),
    ).toEqual([]);
  });
  test('a target port by a name that no container lists', () => {
    const ports = 'ports: [{ port: 1, targetPort: http }, { port: 2, targetPort: gone }, { port: 3, targetPort: 9 }]';
    const model = modelOf(
      deployment('web', '', '', 'ports: [{ name: http, containerPort: 80 }]') + service('web', ports),
    );
    expect(factOf(model, ['endpoint', 'service/web'], 'ports.unresolved')).toEqual(['gone']);
  });
});

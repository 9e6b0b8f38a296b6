import { describe, expect, test } from 'vitest';
import { matchesCodeowners } from '../../src/model/codeowners-pattern.ts';
import { environmentOf } from '../../src/model/environment-of.ts';
import { imagePin, parseImage } from '../../src/model/image-reference.ts';
import { removedSince } from '../../src/model/kubernetes/removed-apis.ts';
import { logicalName } from '../../src/model/logical-name.ts';
import { deployment, documentsOf, factOf, modelOf } from './model-of.ts';

describe('logicalName', () => {
  const set = { id: 'x', kind: 'helm', source: 'x' } as const;
  test.each([
    ['no set', 'web', undefined, 'web'],
    ['a prefix', 'prod-web', { namePrefix: 'prod-' }, 'web'],
    ['a suffix', 'web-v2', { nameSuffix: '-v2' }, 'web'],
    ['both', 'a-web-b', { namePrefix: 'a-', nameSuffix: '-b' }, 'web'],
    ['a name that is only the prefix', 'prod-', { namePrefix: 'prod-' }, 'prod-'],
    ['a name that prefix and suffix overlap in', 'ab', { namePrefix: 'ab', nameSuffix: 'ab' }, 'ab'],
    ['a release named like the chart', 'shop', { release: 'shop', chart: 'shop' }, 'shop'],
    [
      'a release that holds the chart’s name',
      'shop-prod-worker',
      { release: 'shop-prod', chart: 'shop' },
      'shop-worker',
    ],
    ['a release that does not', 'prod-shop', { release: 'prod', chart: 'shop' }, 'shop'],
    ['an object named like the release alone', 'prod', { release: 'prod', chart: 'shop' }, 'shop'],
    ['a release that is only the name’s beginning', 'production', { release: 'prod', chart: 'shop' }, 'production'],
  ])('%s', (_, name, extra, expected) => {
    expect(logicalName(name, extra && { ...set, ...extra })).toBe(expected);
  });
});

describe('environmentOf', () => {
  test.each([
    ['a folder', 'deploy/overlays/prod', 'production'],
    ['an ending', 'values-prod.yaml', 'production'],
    ['a namespace', 'shop-staging', 'staging'],
    ['a beginning', 'prod-eu', 'production'],
    ['the nearest folder first', 'prod/dev/x.yaml', 'development'],
    ['capitals', 'PROD/web.yaml', 'production'],
    ['live at the beginning', 'live-chat', undefined],
    ['test at the beginning', 'test-runner/x.yaml', undefined],
    ['in the middle of a word', 'products/reproduce.yaml', undefined],
    ['a name of the language', '__proto__/constructor.yaml', undefined],
  ])('%s', (_, text, expected) => {
    expect(environmentOf([text], {})).toBe(expected);
  });
  test('what the configuration says comes first', () => {
    expect(environmentOf(['clusters/blue'], { prod: ['clusters/*'] })).toBe('production');
    expect(environmentOf(['prod/x'], { canary: ['prod/*'] })).toBe('canary');
  });
});

describe('images', () => {
  test.each([
    ['app', { name: 'app' }, 'none'],
    ['app:1.2', { name: 'app', tag: '1.2' }, 'tag'],
    ['app:latest', { name: 'app', tag: 'latest' }, 'moving'],
    ['app:Latest', { name: 'app', tag: 'Latest' }, 'moving'],
    ['registry:5000/team/app', { name: 'registry:5000/team/app' }, 'none'],
    ['registry:5000/team/app:1', { name: 'registry:5000/team/app', tag: '1' }, 'tag'],
    ['app@sha256:0', { name: 'app', digest: 'sha256:0' }, 'digest'],
    ['registry:5000/app:1@sha256:0', { name: 'registry:5000/app', tag: '1', digest: 'sha256:0' }, 'digest'],
    ['app:', { name: 'app' }, 'none'],
  ])('%s', (reference, parts, pin) => {
    expect(parseImage(reference)).toEqual(parts);
    expect(imagePin(parseImage(reference))).toBe(pin);
  });
  test('one that a build tool tags is unknown, unless it is tagged', () => {
    const builtImages = [{ image: 'example.com/web', by: 'skaffold.yaml' }];
    const pin = (text: string): unknown =>
      factOf(modelOf(text, { builtImages }), ['container', 'web/app'], 'image.pin');
    expect(pin(deployment('web').replace(':1.0', ''))).toMatchObject({ $unknown: 'unresolved' });
    expect(pin(deployment('web'))).toBe('tag');
  });
  test.each([
    ['REPLACE_IMAGE', { $unknown: 'unresolved' }],
    ['example.com/WEB_IMAGE', { $unknown: 'unresolved' }],
    ['Example.com/web', 'none'],
  ])('%s', (image, pin) => {
    const text = deployment('web').replace(/image: \S+?:1\.0/, `image: ${image}`);
    const found = factOf(modelOf(text), ['container', 'web/app'], 'image.pin');
    if (typeof pin === 'string') expect(found).toBe(pin);
    else expect(found).toMatchObject(pin);
  });
  test('one that a chart leaves open is unknown where a pipeline that nobody read may set it', () => {
    const unread = [{ detail: 'A Jenkinsfile.', mentions: ['Pipeline'] }];
    const pin = (set: string | undefined, image: string, more = {}): unknown => {
      const text = deployment('web').replace(':1.0', image);
      const documents = documentsOf('chart.yaml', text, set === undefined ? {} : { set });
      const sets = set === undefined ? [] : [{ id: set, kind: 'helm' as const, source: 'chart.yaml' }];
      return factOf(modelOf({}, { documents, sets, ...more }), ['container', 'web/app'], 'image.pin');
    };
    expect(pin('helm:charts/web', ':latest', { unread })).toMatchObject({ $unknown: 'unread' });
    expect(pin('helm:charts/web', '', { unread })).toMatchObject({ $unknown: 'unread' });
    expect(pin('helm:charts/web', ':stable', { unread })).toBe('moving');
    expect(pin('helm:charts/web', ':latest')).toBe('moving');
    expect(pin(undefined, ':latest', { unread })).toBe('moving');
  });
});

describe('CODEOWNERS patterns', () => {
  test.each([
    ['*', 'a/b', true],
    ['*.js', 'a/b.js', true],
    ['/build/logs/', 'build/logs/x/y', true],
    ['/build/logs/', 'a/build/logs/x', false],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['apps/', 'x/apps/y', true],
    ['/docs/', 'docs/a/b', true],
    ['/apps/github', 'apps/github/x', true],
    ['**/logs', 'build/logs/x', true],
    ['/a/**/b', 'a/b', true],
    ['Dockerfile', 'x/Dockerfile', true],
    ['/Dockerfile', 'x/Dockerfile', false],
  ])('%s for %s', (pattern, file, expected) => {
    expect(matchesCodeowners(pattern, file)).toBe(expected);
  });
});

describe('removed APIs', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment', '1.16'],
    ['extensions/v1beta1', 'Ingress', '1.22'],
    ['apps/v1beta2', 'DaemonSet', '1.16'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26'],
    ['batch/v1beta1', 'CronJob', '1.25'],
    ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', '1.29'],
    ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.27'],
    ['apiregistration.k8s.io/v1beta1', 'APIService', '1.22'],
    ['apps/v1', 'Deployment', undefined],
    ['policy/v1', 'PodDisruptionBudget', undefined],
    ['__proto__', 'constructor', undefined],
  ])('%s %s', (apiVersion, kind, since) => {
    expect(removedSince({ apiVersion, kind } as Parameters<typeof removedSince>[0])).toBe(since);
  });
});

describe('services', () => {
  const text = {
    'cart/web.yaml': deployment('cart'),
    'pay/web.yaml': deployment('pay'),
    'other.yaml': deployment('job-x'),
  };
  const grouped = (services: readonly object[]) =>
    modelOf(text, { services })
      .subjects.filter(({ kind }) => kind === 'workload')
      .map(({ id, service }) => `${id}: ${service}`);
  test('one takes all', () => {
    expect(grouped([{ name: 'all' }])).toEqual(['cart: all', 'job-x: all', 'pay: all']);
  });
  test('by folder, the rest to the first that names none', () => {
    expect(grouped([{ name: 'a', paths: ['cart'] }, { name: 'b', paths: ['pay/'] }, { name: 'rest' }])).toEqual([
      'cart: a',
      'pay: b',
      'job-x: rest',
    ]);
  });
  test('by name before folder', () => {
    expect(
      grouped([
        { name: 'a', paths: ['.'] },
        { name: 'jobs', workloads: ['job-*'] },
      ]),
    ).toEqual(['cart: a', 'pay: a', 'job-x: jobs']);
  });
  test('a folder is no beginning of another', () => {
    expect(grouped([{ name: 'a', paths: ['car'] }, { name: 'b' }])).toEqual(['cart: b', 'job-x: b', 'pay: b']);
  });
});

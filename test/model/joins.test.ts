import { describe, expect, test } from 'vitest';
import { assignSets } from '../../src/model/assign-sets.ts';
import { budget, collectionOf, deployment, documentsOf, factOf, hpa, modelOf, service } from './model-of.ts';

const web = ['workload', 'web'] as const;
const setsOf = (files: { readonly [path: string]: string }): { readonly [path: string]: string } => {
  const collection = collectionOf(files);
  const assignment = assignSets(collection, {});
  return Object.fromEntries(collection.documents.map((document) => [document.file, assignment.setOf(document)]));
};

describe('assignSets', () => {
  test.each([
    [
      'raw manifests are one set',
      { 'a/web.yaml': deployment('web'), 'b.yaml': service('web') },
      { 'a/web.yaml': 'manifests', 'b.yaml': 'manifests' },
    ],
    [
      'environments are told by folders',
      { 'prod/web.yaml': deployment('web'), 'staging/web.yaml': deployment('web') },
      { 'prod/web.yaml': 'manifests:production', 'staging/web.yaml': 'manifests:staging' },
    ],
    [
      'one object in two folders',
      { 'a/web.yaml': deployment('web'), 'b/web.yaml': deployment('web'), 'c.yaml': service('web') },
      { 'a/web.yaml': 'manifests:a/', 'b/web.yaml': 'manifests:b/', 'c.yaml': 'manifests' },
    ],
    [
      'one object in two files of a folder',
      { 'one.yaml': deployment('web'), 'two.yaml': deployment('web') },
      { 'one.yaml': 'manifests:one.yaml', 'two.yaml': 'manifests:two.yaml' },
    ],
    [
      'one name in two namespaces is two objects',
      {
        'a/web.yaml': deployment('web').replace('{ name: web }', '{ name: web, namespace: a }'),
        'b/web.yaml': deployment('web').replace('{ name: web }', '{ name: web, namespace: b }'),
      },
      { 'a/web.yaml': 'manifests', 'b/web.yaml': 'manifests' },
    ],
    [
      'a copy for release',
      { 'deploy/web.yaml': deployment('web'), 'release/all.yaml': deployment('web') + service('web') },
      { 'deploy/web.yaml': 'manifests:deploy/', 'release/all.yaml': 'manifests:release/' },
    ],
  ])('%s', (_, files, expected) => {
    expect(setsOf(files)).toEqual(expected);
  });
});

describe('namespaces', () => {
  const inNamespace = (text: string, namespace: string): string =>
    text.replace('{ name: web }', `{ name: web, namespace: ${namespace} }`);
  test.each([
    ['the same', inNamespace(deployment('web'), 'a') + inNamespace(service('web'), 'a'), true],
    ['different ones', inNamespace(deployment('web'), 'a') + inNamespace(service('web'), 'b'), false],
    ['none on one side', inNamespace(deployment('web'), 'a') + service('web'), true],
    ['none on either', deployment('web') + service('web'), true],
  ])('%s', (_, text, exposed) => {
    expect(factOf(modelOf(text), web, 'exposed')).toBe(exposed);
  });

  test('a set gives its namespace to what has none', () => {
    const documents = [
      ...documentsOf('o', deployment('web'), { set: 'one' }),
      ...documentsOf('o', inNamespace(service('web'), 'b'), { set: 'one' }),
    ];
    const model = modelOf({}, { documents, sets: [{ id: 'one', kind: 'kustomize', source: 'o', namespace: 'a' }] });
    expect(factOf(model, web, 'exposed')).toBe(false);
  });
});

describe('joins across sets', () => {
  const bySet = (texts: { readonly [set: string]: string }, environments: { readonly [set: string]: string } = {}) =>
    modelOf(
      {},
      {
        documents: Object.entries(texts).flatMap(([set, text]) => documentsOf(`${set}.yaml`, text, { set })),
        sets: Object.keys(texts).map((id) => ({
          id,
          kind: 'kustomize',
          source: id,
          ...(environments[id] ? { environment: environments[id] } : {}),
        })),
      },
    );
  const min = (model: ReturnType<typeof bySet>, set: string) =>
    factOf(model, ['workload', 'web', set], 'disruption.budget.minAvailable');
  const floor = (model: ReturnType<typeof bySet>, set: string) =>
    factOf(model, ['workload', 'web', set], 'replicas.min');

  test('a budget in another folder counts', () => {
    const model = modelOf({ 'app/web.yaml': deployment('web'), 'policies/web.yaml': budget('web') });
    expect(factOf(model, web, 'disruption.budget.minAvailable')).toBe(1);
  });
  test('a budget in another set counts', () => {
    expect(min(bySet({ one: deployment('web'), two: budget('web', 'minAvailable: 2') }), 'one')).toBe(2);
  });
  test('a staging budget does not count for production', () => {
    const model = bySet({ one: deployment('web'), two: budget('web') }, { one: 'production', two: 'staging' });
    expect(factOf(model, ['workload', 'web', 'one'], 'disruption.budgets')).toBe(0);
  });
  test('the same object in both sets stays in each', () => {
    const model = bySet({
      one: deployment('web') + budget('web', 'minAvailable: 1'),
      two: deployment('web') + budget('web', 'minAvailable: 2'),
    });
    expect([min(model, 'one'), min(model, 'two')]).toEqual([1, 2]);
  });
  test('its own budget comes before one elsewhere, whichever is read first', () => {
    const model = bySet({
      a: budget('other', 'minAvailable: 7').replace('app: other', 'app: web'),
      b: deployment('web') + budget('web', 'minAvailable: 2'),
    });
    expect([min(model, 'b'), factOf(model, ['workload', 'web', 'b'], 'disruption.budgets')]).toEqual([2, 1]);
  });
  test('its own autoscaler comes before one elsewhere, whichever is read first', () => {
    const model = bySet({
      a: hpa('web', 'minReplicas: 7, maxReplicas: 8'),
      b: deployment('web') + hpa('web', 'minReplicas: 2, maxReplicas: 3'),
    });
    expect(floor(model, 'b')).toBe(2);
  });
  test('an autoscaler elsewhere counts, but not that of another environment', () => {
    const texts = { one: deployment('web'), two: hpa('web') };
    expect(floor(bySet(texts), 'one')).toBe(3);
    expect(floor(bySet(texts, { one: 'production', two: 'staging' }), 'one')).toBe(1);
  });
  test('an old empty selector selects nothing, a current one everything', () => {
    const empty = (version: string) =>
      `---\n{ apiVersion: policy/${version}, kind: PodDisruptionBudget, metadata: { name: all }, spec: { minAvailable: 1, selector: {} } }`;
    const budgets = (version: string) => factOf(modelOf(deployment('web') + empty(version)), web, 'disruption.budgets');
    expect([budgets('v1'), budgets('v1beta1')]).toEqual([1, 0]);
  });
});

describe('absence', () => {
  const facts = ['exposed', 'disruption.budget', 'autoscaler', 'network.ingressIsolated'] as const;
  const unknownFacts = (unread: NonNullable<Parameters<typeof modelOf>[1]>['unread']) =>
    facts.filter((fact) => {
      const value = factOf(
        modelOf(
          { 'prod/web.yaml': deployment('web') },
          {
            unread: unread ?? [],
            sets: [
              { id: 'k', kind: 'kustomize', source: 'k', environment: 'staging' },
              { id: 'p', kind: 'kustomize', source: 'p', environment: 'production' },
            ],
          },
        ),
        web,
        fact,
      );
      return typeof value === 'object' && value !== null && '$unknown' in value;
    });

  test.each([
    ['nothing unread', [], []],
    ['a text that may hold anything', [{}], [...facts]],
    ['a text that mentions a service', [{ mentions: ['Service'] }], ['exposed']],
    ['a text that mentions a budget', [{ mentions: ['PodDisruptionBudget'] }], ['disruption.budget']],
    ['a text that mentions an autoscaler', [{ mentions: ['ScaledObject'] }], ['autoscaler']],
    ['a text that mentions a policy', [{ mentions: ['NetworkPolicy'] }], ['network.ingressIsolated']],
    ['a text that mentions other kinds', [{ mentions: ['ConfigMap'] }], []],
    ['a set of another environment', [{ set: 'k' }], []],
    ['a set of the same environment', [{ set: 'p', mentions: ['Service'] }], ['exposed']],
  ])('%s', (_, unread, expected) => {
    expect(unknownFacts(unread)).toEqual(expected);
  });

  test('what was seen stands, whatever is unread', () => {
    const model = modelOf(deployment('web') + service('web') + budget('web'), { unread: [{}] });
    expect([factOf(model, web, 'exposed'), factOf(model, web, 'disruption.budget.minAvailable')]).toEqual([true, 1]);
  });
});

describe('patches that were not rendered', () => {
  const touchedFacts = (pointer: string) => {
    const documents = documentsOf(
      'web.yaml',
      deployment('web', 'replicas: 2', '', 'resources: { requests: { cpu: 1 } }'),
      { touched: [{ pointer, by: 'patch.yaml' }] },
    );
    const model = modelOf(budget('web'), { documents });
    const known = [
      ['replicas.min', factOf(model, web, 'replicas.min')],
      ['disruption.allowedAtFloor', factOf(model, web, 'disruption.allowedAtFloor')],
      ['rollout.strategy', factOf(model, web, 'rollout.strategy')],
      ['shutdown.graceSeconds', factOf(model, web, 'shutdown.graceSeconds')],
      ['resources.requests.cpu', factOf(model, ['container', 'web/app'], 'resources.requests.cpu')],
      ['image.pin', factOf(model, ['container', 'web/app'], 'image.pin')],
    ] as const;
    return known.filter(([, value]) => typeof value === 'object').map(([fact]) => fact);
  };
  test.each([
    [
      'anything',
      '',
      [
        'replicas.min',
        'disruption.allowedAtFloor',
        'rollout.strategy',
        'shutdown.graceSeconds',
        'resources.requests.cpu',
        'image.pin',
      ],
    ],
    ['the count', '/spec/replicas', ['replicas.min', 'disruption.allowedAtFloor']],
    ['the image', '/spec/template/spec/containers/0/image', ['image.pin']],
    ['the requests', '/spec/template/spec/containers/0/resources', ['resources.requests.cpu']],
    ['something else', '/metadata/annotations', []],
    ['a name that begins alike', '/spec/replicasAndMore', []],
  ])('%s', (_, pointer, expected) => {
    expect(touchedFacts(pointer)).toEqual(expected);
  });

  test('inside an object leave it there, and its other members known', () => {
    const documents = documentsOf('web.yaml', deployment('web', 'replicas: 2'), {
      touched: [{ pointer: '/spec/template/spec/containers/0/image', by: 'patch.yaml' }],
    });
    const model = modelOf('', { documents });
    const facts = ['role', 'probes', 'probes.liveness'].map((fact) => factOf(model, ['container', 'web/app'], fact));
    expect(facts).toEqual(['app', {}, undefined]);
  });

  test.each([
    [{}, 'needs-render', 'x may change it, and was not rendered'],
    [{ reason: 'unresolved' }, 'unresolved', 'x is set by whoever installs the chart'],
  ] as const)('say what is missing: %o', (given, reason, detail) => {
    const touched = [{ pointer: '/spec/replicas', by: 'x', ...given }];
    const model = modelOf('', { documents: documentsOf('web.yaml', deployment('web'), { touched }) });
    expect(factOf(model, web, 'replicas.min')).toEqual({ $unknown: reason, detail });
  });

  test('in a list concern the item they point into', () => {
    const item = (name: string): string => JSON.stringify(documentsOf('x', deployment(name, 'replicas: 2'))[0]?.data);
    const list = `{ apiVersion: v1, kind: List, items: [${item('one')}, ${item('two')}] }`;
    const floors = (pointer: string): readonly unknown[] => {
      const model = modelOf({}, { documents: documentsOf('x', list, { touched: [{ pointer, by: 'patch.yaml' }] }) });
      return ['one', 'two'].map((id) => typeof factOf(model, ['workload', id], 'replicas.min'));
    };
    expect(floors('/items/1/spec/replicas')).toEqual(['number', 'object']);
    expect(floors('/items/1')).toEqual(['number', 'object']);
    expect(floors('')).toEqual(['object', 'object']);
  });
});

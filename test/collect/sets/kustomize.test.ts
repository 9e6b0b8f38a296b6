import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { findTools } from '../../../src/collect/sets/find-tools.ts';
import { collectKustomize } from '../../../src/collect/sets/kustomize/collect-kustomize.ts';
import { dig } from '../../../src/lib/json.ts';
import { shown, writeTree } from './write-tree.ts';

const { kustomize } = await findTools(process.env['PATH'] ?? '');
const nothingDeployed = { allowRemote: false, deployed: new Map() };

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: proxy
          image: envoy:1.2
        - name: app
          image: shop/web
          ports: [{ containerPort: 8080 }]
`;
const shop = {
  'base/kustomization.yaml': 'resources: [web.yaml]\nnamePrefix: shop-\n',
  'base/web.yaml': deployment,
  'prod/kustomization.yaml': `
namespace: live
namePrefix: eu-
nameSuffix: -v1
resources: [../base]
images:
  - name: shop/web
    newTag: "7"
replicas:
  - name: web
    count: 4
patches:
  - path: resources.yaml
  - target: { kind: Deployment, name: .*web }
    patch: |-
      - op: add
        path: /spec/minReadySeconds
        value: 9
`,
  'prod/resources.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 40
      containers:
        - name: app
          resources:
            limits: { memory: 1Gi }
`,
};

describe('an overlay that is rendered', () => {
  it.skipIf(!kustomize)('traces every value to the base, the patch or the field that sets it', async () => {
    const tree = writeTree({ ...shop });
    const part = await collectKustomize(tree, { ...nothingDeployed, ...(kustomize && { command: kustomize }) });
    expect(part.unread).toEqual([]);
    expect(part.sets).toEqual([
      {
        id: 'kustomize:prod',
        kind: 'kustomize',
        source: 'prod/kustomization.yaml',
        namespace: 'live',
        namePrefix: 'eu-shop-',
        nameSuffix: '-v1',
      },
    ]);
    const [web] = part.documents;
    expect(dig(web?.data, 'metadata', 'name')).toBe('eu-shop-web-v1');
    expect(web?.file).toBe('base/web.yaml');
    const places = Object.fromEntries(
      [
        '/metadata/name',
        '/metadata/namespace',
        '/spec/replicas',
        '/spec/minReadySeconds',
        '/spec/template/spec/terminationGracePeriodSeconds',
        '/spec/template/spec/containers/0/image',
        '/spec/template/spec/containers/0/resources/limits/memory',
        '/spec/template/spec/containers/1/image',
        '/spec/template/spec/containers/1/ports',
        '/spec/template/spec/containers/0/livenessProbe/periodSeconds',
      ].map((pointer) => [pointer, web && shown(tree, web.locate(pointer))]),
    );
    expect(places).toEqual({
      '/metadata/name': 'base/web.yaml:4 name: web',
      '/metadata/namespace': 'prod/kustomization.yaml:1 namespace: live',
      '/spec/replicas': 'prod/kustomization.yaml:9 - name: web',
      '/spec/minReadySeconds': 'prod/kustomization.yaml:15 - op: add',
      '/spec/template/spec/terminationGracePeriodSeconds': 'prod/resources.yaml:7 terminationGracePeriodSeconds: 40',
      '/spec/template/spec/containers/0/image': 'prod/kustomization.yaml:6 - name: shop/web',
      '/spec/template/spec/containers/0/resources/limits/memory': 'prod/resources.yaml:11 limits: { memory: 1Gi }',
      '/spec/template/spec/containers/1/image': 'base/web.yaml:11 image: envoy:1.2',
      '/spec/template/spec/containers/1/ports': 'base/web.yaml:10 - name: proxy',
      '/spec/template/spec/containers/0/livenessProbe/periodSeconds': 'base/web.yaml:12 - name: app',
    });
    expect(web?.locate('/spec/replicas').via).toBe('rendered');
  });

  it.skipIf(!kustomize)('may load files from beside its own folder, as long as they stay in the checkout', async () => {
    const tree = writeTree({ 'web.yaml': deployment, 'prod/kustomization.yaml': 'resources: [../web.yaml]\n' });
    const part = await collectKustomize(tree, { ...nothingDeployed, ...(kustomize && { command: kustomize }) });
    expect(part.unread).toEqual([]);
    expect(part.documents.map(({ file }) => file)).toEqual(['web.yaml']);
  });

  it.skipIf(!kustomize)('gives its base when kustomize fails, with the first line of its message', async () => {
    const tree = writeTree({
      'web.yaml': deployment,
      'kustomization.yaml': 'resources: [web.yaml]\npatches: [{ path: web.yaml, target: { kind: 4 } }]\nreplicas: x\n',
    });
    const part = await collectKustomize(tree, { ...nothingDeployed, ...(kustomize && { command: kustomize }) });
    expect(part.documents).toHaveLength(1);
    expect(part.unread[0]?.detail).toContain('The overlay . could not be rendered: ');
    expect(part.unread[0]?.detail).not.toContain(await tree.folder());
  });
});

describe('an overlay that cannot be rendered', () => {
  test('gives its base, and says what the overlay may change', async () => {
    const part = await collectKustomize(writeTree({ ...shop }), nothingDeployed);
    expect(part.documents.map(({ file, set, touched }) => ({ file, set, touched }))).toEqual([
      {
        file: 'base/web.yaml',
        set: 'kustomize:prod',
        touched: [
          { pointer: '/spec/minReadySeconds', by: 'prod/kustomization.yaml' },
          { pointer: '/spec/replicas', by: 'prod/kustomization.yaml' },
          { pointer: '/spec/template/spec/containers/1/image', by: 'prod/kustomization.yaml' },
          { pointer: '/spec/template/spec/containers/1/resources/limits/memory', by: 'prod/resources.yaml' },
          { pointer: '/spec/template/spec/terminationGracePeriodSeconds', by: 'prod/resources.yaml' },
        ],
      },
    ]);
    expect(part.unread).toMatchObject([
      {
        source: 'kustomize',
        set: 'kustomize:prod',
        reason: 'needs-render',
        place: { file: 'prod/kustomization.yaml', line: 1 },
        mentions: ['Deployment'],
      },
    ]);
    expect(part.consumed.toSorted()).toEqual(Object.keys(shop).toSorted());
  });

  test.each([
    ['a patch for another object', 'patches: [{ patch: "{kind: Service, metadata: {name: web}, spec: {a: 1}}" }]', []],
    [
      'a patch that deletes it',
      'patches: [{ patch: "{kind: Deployment, metadata: {name: web}, $patch: delete}" }]',
      [''],
    ],
    [
      'a selector by pattern',
      'patches: [{ target: { name: w.*|x }, patch: "[{op: replace, path: /spec/a}]" }]',
      ['/spec/a'],
    ],
    [
      'a selector by label',
      'patches: [{ target: { labelSelector: app=no }, patch: "[{op: replace, path: /spec/a}]" }]',
      [],
    ],
    [
      'a new list item',
      'patches: [{ target: { kind: Deployment }, patch: "[{op: add, path: /spec/a/-}]" }]',
      ['/spec/a'],
    ],
    [
      'a container that the base lacks',
      'patches: [{ patch: "{kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: x}]}}}}" }]',
      ['/spec/template/spec/containers'],
    ],
    ['a patch file that is not here', 'patches: [{ path: no.yaml }]', ['']],
    ['a replacement', 'replacements: [{ path: web.yaml }]', ['']],
    ['a transformer', 'transformers: [web.yaml]', ['']],
    ['a component from elsewhere', 'components: ["https://example.com/c?ref=v1"]', ['']],
    ['labels and a namespace', 'commonLabels: { a: b }\nnamespace: x\nnamePrefix: y', undefined],
    ['generated configuration', 'configMapGenerator: [{ name: c, literals: [a=b] }]', undefined],
  ])('%s', async (_, fields, pointers) => {
    const tree = writeTree({ 'web.yaml': deployment, 'kustomization.yaml': `resources: [web.yaml]\n${fields}\n` });
    const { documents } = await collectKustomize(tree, nothingDeployed);
    const touched = documents[0]?.touched?.map(({ pointer }) => pointer);
    expect(touched).toEqual(pointers?.length === 0 ? undefined : pointers);
  });
});

describe('what is never handed to kustomize', () => {
  const run = { ...nothingDeployed, command: ['/bin/false'] };

  test.each([
    ['a remote base', 'resources: ["https://example.com/base"]', 'is remote', undefined],
    ['a git host without a scheme', 'resources: ["github.com/a/b//c?ref=main"]', 'is remote', undefined],
    ['a git address', 'bases: ["git@example.com:a/b"]', 'is remote', undefined],
    ['a folder above the checkout', 'resources: [../other]', 'leads out of the checkout', []],
    ['an absolute path', 'configMapGenerator: [{ name: a, files: [x=/etc/passwd] }]', 'leads out of the checkout', []],
    ['a field in other letters', 'Resources: ["https://example.com/base"]', 'does not know: Resources', []],
    ['a nested field in other letters', 'patches: [{ Path: "https://example.com/p" }]', 'does not know: Path', []],
    ['a folder without a kustomization', 'resources: [charts]', 'holds no kustomization', []],
    ['a second document', 'resources: []\n---\nresources: ["https://example.com/base"]', 'more than one document', []],
    ['a file that is missing', 'patches: [{ path: p.yaml }]', 'does not exist', []],
  ])('%s', async (_, fields, why, mentions) => {
    const part = await collectKustomize(writeTree({ 'kustomization.yaml': `${fields}\n`, 'charts/a.txt': '' }), run);
    expect(part.unread[0]?.detail).toContain(why);
    expect(part.unread[0]?.mentions).toEqual(mentions);
  });

  test('a folder behind a link that leaves the checkout', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'orrery-outside-'));
    mkdirSync(join(outside, 'base'));
    writeFileSync(join(outside, 'base/kustomization.yaml'), 'resources: []\n');
    const tree = writeTree({ 'kustomization.yaml': 'resources: [link]\n' });
    symlinkSync(join(outside, 'base'), join(await tree.folder(), 'link'));
    const { unread } = await collectKustomize(tree, run);
    expect(unread[0]?.detail).toContain('`link` leads out of the checkout');
    expect(unread[0]?.place).toMatchObject({ file: 'kustomization.yaml', line: 1 });
  });
});

test.each([
  ['anything', ['']],
  ['variables', ['/metadata/name']],
  [undefined, undefined],
] as const)('a record that changes %s', async (changes, pointers) => {
  const tree = writeTree({
    'k/kustomization.yaml': 'resources: [a.yaml]\n',
    'k/a.yaml': 'kind: A\nmetadata: { name: "${X}" }\n',
  });
  const record = { kind: 'kustomize', dir: 'k', file: 'flux.yaml', ...(changes && { changes }) } as const;
  const { documents } = await collectKustomize(tree, { allowRemote: false, deployed: new Map([['k', record]]) });
  expect(documents[0]?.touched).toEqual(pointers?.map((pointer) => ({ pointer, by: 'flux.yaml' })));
});

describe('which kustomizations are sets', () => {
  const of = async (files: { readonly [path: string]: string }, deployed: readonly string[] = []) => {
    const part = await collectKustomize(writeTree(files), {
      allowRemote: false,
      deployed: new Map(deployed.map((dir) => [dir, { kind: 'kustomize', dir, file: 'app.yaml' }])),
    });
    return {
      sets: part.sets.map(({ id }) => id),
      skipped: part.skipped.map(({ files, example }) => ({ files, example })),
    };
  };
  const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': deployment };
  const overlay = 'resources: [../../base]\n';

  test('overlays, and not the base they include', async () => {
    const files = { ...base, 'overlays/a/kustomization.yml': overlay, 'overlays/b/Kustomization': overlay };
    expect(await of(files)).toEqual({ sets: ['kustomize:overlays/a', 'kustomize:overlays/b'], skipped: [] });
  });
  test('the base too where a record deploys it', async () => {
    const { sets } = await of({ ...base, 'overlays/a/kustomization.yaml': overlay }, ['base']);
    expect(sets).toEqual(['kustomize:base', 'kustomize:overlays/a']);
  });
  test('the base, and not an overlay that only tests use', async () => {
    const example = 'tests/a/kustomization.yaml';
    expect(await of({ ...base, [example]: overlay })).toEqual({
      sets: ['kustomize:base'],
      skipped: [{ files: 1, example }],
    });
  });
  test('an overlay of tests that stands alone', async () => {
    const { sets } = await of({ 'e2e/kustomization.yaml': 'resources: [web.yaml]\n', 'e2e/web.yaml': deployment });
    expect(sets).toEqual(['kustomize:e2e']);
  });
  test('no component by itself', async () => {
    const example = 'c/kustomization.yaml';
    const files = { ...base, [example]: 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n' };
    expect(await of(files)).toEqual({ sets: ['kustomize:base'], skipped: [{ files: 1, example }] });
  });
  test('the outermost prefix where bases differ in theirs', async () => {
    const part = await collectKustomize(
      writeTree({
        ...base,
        'a/kustomization.yaml': 'namePrefix: a-\nresources: [../base]\n',
        'b/kustomization.yaml': 'namePrefix: b-\nresources: [../base]\n',
        'all/kustomization.yaml': 'namePrefix: x-\nresources: [../a, ../b]\n',
      }),
      nothingDeployed,
    );
    expect(part.sets).toMatchObject([{ id: 'kustomize:all', namePrefix: 'x-' }]);
    expect(part.documents).toHaveLength(2);
  });
  test('the first of those that include each other', async () => {
    const { sets } = await of({
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    });
    expect(sets).toEqual(['kustomize:a']);
  });
});

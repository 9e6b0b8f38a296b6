import { expect, test } from 'vitest';
import { readRecords } from '../../../src/collect/sets/records/read-records.ts';
import { writeTree } from './write-tree.ts';

const here = {
  'charts/shop/Chart.yaml': 'name: shop\n',
  'charts/shop/values-prod.yaml': 'a: 1\n',
  'envs/prod.yaml': 'a: 1\n',
  'apps/web/kustomization.yaml': 'resources: []\n',
  'apps/db/kustomization.yaml': 'resources: []\n',
};
const shop = { kind: 'helm', chart: 'charts/shop', settings: [], unknownKeys: [], values: [] };

const argo = (source: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
${source}
  destination: { namespace: live }
`;
const flux = (spec: string): string => `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: flux-system }
spec:
  chart: { spec: { chart: ./charts/shop, sourceRef: { kind: GitRepository, name: repo }, valuesFiles: [envs/prod.yaml] } }
${spec}
`;
const set = (generator: string, path: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
spec:
  generators: [${generator}]
  template: { metadata: { name: 'web-{{env}}' }, spec: { source: { path: '${path}' }, destination: { namespace: '{{ .env }}' } } }
`;
const helmfile = (release: string): string => `
environments: { prod: {}, dev: {} }
releases:
  - name: web
    chart: ./charts/shop
    ${release}
`;
const step = (run: string): string => `
jobs:
  deploy:
    environment: prod
    steps:
      - run: |
          echo start
          ${run}
`;

test.each([
  [
    'Argo CD: values beside the chart, text and parameters',
    'a.yaml',
    argo(
      `  source: { path: charts/shop, helm: { releaseName: r, valueFiles: [values-prod.yaml], values: "a: 2", parameters: [{ name: b, value: "1,2" }] } }`,
    ),
    [
      {
        ...shop,
        release: 'r',
        namespace: 'live',
        values: [{ file: 'charts/shop/values-prod.yaml' }, { inline: 'a: 2' }],
        settings: ['b=1\\,2'],
        place: { line: 5 },
      },
    ],
  ],
  [
    'Argo CD: values from another source',
    'a.yaml',
    argo('  sources: [{ path: charts/shop, helm: { valueFiles: [$values/envs/prod.yaml] } }, { ref: values }]'),
    [{ ...shop, release: 'web', values: [{ file: 'envs/prod.yaml' }] }],
  ],
  [
    'Argo CD: a values object',
    'a.yaml',
    argo('  source: { path: charts/shop, helm: { valuesObject: { a: 3 } } }'),
    [{ ...shop, release: 'web', values: [{ inline: '{"a":3}' }] }],
  ],
  [
    'Argo CD: a missing values file that may be missing',
    'a.yaml',
    argo('  source: { path: charts/shop, helm: { ignoreMissingValueFiles: true, valueFiles: [no.yaml] } }'),
    [{ ...shop, release: 'web' }],
  ],
  [
    'Argo CD: a folder for kustomize',
    'a.yaml',
    argo('  source: { path: apps/web }'),
    [{ kind: 'kustomize', dir: 'apps/web', namespace: 'live' }],
  ],
  [
    'ApplicationSet: a list',
    'a.yaml',
    set('{ list: { elements: [{ env: dev }, { env: prod }] } }', 'charts/shop'),
    [
      { ...shop, release: 'web-dev', environment: 'dev', namespace: 'dev' },
      { ...shop, release: 'web-prod', environment: 'prod', namespace: 'prod' },
    ],
  ],
  [
    'ApplicationSet: folders',
    'a.yaml',
    set('{ git: { directories: [{ path: "apps/*" }, { path: apps/db, exclude: true }] } }', '{{path}}'),
    [{ kind: 'kustomize', dir: 'apps/web' }],
  ],
  ['ApplicationSet: clusters', 'a.yaml', set('{ clusters: {} }', 'charts/shop'), 'unresolved'],
  [
    'ApplicationSet: a parameter that nothing fills',
    'a.yaml',
    set('{ list: { elements: [{ a: b }] } }', 'charts/{{ .name }}'),
    'unresolved',
  ],
  [
    'Flux: values and files',
    'a.yaml',
    flux('  values: { a: 1 }'),
    [
      {
        ...shop,
        release: 'web',
        namespace: 'flux-system',
        values: [{ file: 'envs/prod.yaml' }, { inline: '{"a":1}' }],
      },
    ],
  ],
  [
    'Flux: values from the cluster',
    'a.yaml',
    flux('  targetNamespace: live\n  valuesFrom: [{ kind: Secret, name: s }]'),
    [
      {
        ...shop,
        release: 'live-web',
        namespace: 'live',
        values: [{ file: 'envs/prod.yaml' }],
        unknownValues: 'valuesFrom takes values from the cluster',
        place: { line: 7 },
      },
    ],
  ],
  [
    'Flux: a Kustomization',
    'a.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: { path: ./apps/web, targetNamespace: live }\n',
    [{ kind: 'kustomize', dir: 'apps/web', namespace: 'live' }],
  ],
  [
    'helmfile: values and settings',
    'helmfile.yaml',
    helmfile('{ namespace: live }').replace(
      '{ namespace: live }',
      'namespace: live\n    values: [envs/prod.yaml, { a: 1 }]\n    set: [{ name: x, value: 1 }]',
    ),
    [
      {
        ...shop,
        release: 'web',
        namespace: 'live',
        values: [{ file: 'envs/prod.yaml' }, { inline: '{"a":1}' }],
        settings: ['x=1'],
        place: { line: 3 },
      },
    ],
  ],
  [
    'helmfile: one release for each environment',
    'helmfile.yaml',
    helmfile("values: ['envs/{{ .Environment.Name }}.yaml']"),
    [
      { ...shop, release: 'web', environment: 'dev', values: [{ file: 'envs/dev.yaml' }] },
      { ...shop, release: 'web', environment: 'prod', values: [{ file: 'envs/prod.yaml' }] },
    ],
  ],
  [
    'helmfile: a values template',
    'helmfile.yaml',
    helmfile('values: [envs/prod.yaml.gotmpl]'),
    [{ ...shop, release: 'web', unknownValues: 'a values template or a secret that only helmfile can read' }],
  ],
  ['helmfile: not installed', 'helmfile.yaml', helmfile('installed: false'), []],
  ['helmfile: a template itself', 'helmfile.yaml.gotmpl', 'releases: []\n', 'unresolved'],
  [
    'helmfile: no YAML before it is filled in',
    'helmfile.yaml',
    '{{ range . }}\nreleases: []\n{{ end }}\n',
    'unresolved',
  ],
  [
    'skaffold: releases',
    'skaffold.yaml',
    'apiVersion: skaffold/v4beta1\nkind: Config\ndeploy:\n  helm:\n    releases:\n      - { name: web, chartPath: charts/shop, valuesFiles: [envs/prod.yaml], setValues: { a: 1 }, setValueTemplates: { image.tag: "{{.IMAGE_TAG}}" }, namespace: live }\n',
    [
      {
        ...shop,
        release: 'web',
        namespace: 'live',
        values: [{ file: 'envs/prod.yaml' }],
        settings: ['a=1'],
        unknownKeys: ['image.tag'],
        place: { line: 6 },
      },
    ],
  ],
  [
    'skaffold: folders for kustomize',
    'skaffold.yaml',
    'apiVersion: skaffold/v3\nmanifests: { kustomize: { paths: [apps/web] } }\n',
    [{ kind: 'kustomize', dir: 'apps/web' }],
  ],
  [
    'a pipeline',
    '.github/workflows/d.yml',
    step('helm upgrade --install web ./charts/shop --timeout 5m -n live \\\n            -f envs/prod.yaml --set a=1'),
    [
      {
        ...shop,
        release: 'web',
        namespace: 'live',
        environment: 'prod',
        values: [{ file: 'envs/prod.yaml' }],
        settings: ['a=1'],
        place: { line: 7 },
      },
    ],
  ],
  [
    'a pipeline: a tag that only the run knows',
    '.github/workflows/d.yml',
    step('helm upgrade web charts/shop --set image.tag=${{ github.sha }},b=$B -n ${{ x }}'),
    [{ ...shop, release: 'web', environment: 'prod', unknownKeys: ['image.tag', 'b'] }],
  ],
  [
    'a pipeline: a values file that only the run knows',
    '.github/workflows/d.yml',
    step('helm upgrade web charts/shop -f envs/$ENV.yaml'),
    [],
  ],
  [
    'a script',
    'deploy.sh',
    '#!/bin/sh\nset -e; helm install "web" charts/shop --values=envs/prod.yaml # -f no.yaml\n',
    [{ ...shop, release: 'web', values: [{ file: 'envs/prod.yaml' }], place: { line: 2 } }],
  ],
  [
    'a makefile',
    'Makefile',
    'up:\n\t@helm upgrade -i $(NAME) charts/shop -n $(NS) --wait\n',
    [{ ...shop, release: 'shop', place: { line: 2 } }],
  ],
  [
    'a chart from a registry',
    'deploy.sh',
    'helm install web oci://example.com/shop\nhelm install web bitnami/redis\n',
    [],
  ],
])('%s', (_, file, text, expected) => {
  const { records, unread } = readRecords(writeTree({ ...here, [file]: text }));
  if (typeof expected === 'string') {
    expect({ records, unread }).toMatchObject({ records: [], unread: [{ reason: expected, place: { file } }] });
    return;
  }
  expect(unread).toEqual([]);
  const wanted: readonly object[] = expected;
  expect(records).toMatchObject([...wanted]);
});

test.each([
  [
    'Argo CD: a chart of a registry',
    'a.yaml',
    argo('  source: { chart: redis, repoURL: "https://charts.example.com" }'),
    'A source of the Argo CD application web comes from elsewhere, so what it deploys is not in this repository.',
    5,
  ],
  [
    'Argo CD: a path of another repository',
    'a.yaml',
    argo('  source: { path: deploy/other, repoURL: "https://git.example.com/other" }'),
    'A source of the Argo CD application web comes from elsewhere, so what it deploys is not in this repository.',
    5,
  ],
  [
    'Argo CD: a path out of the repository',
    'a.yaml',
    argo('  source: { path: ../x }'),
    'A source of the Argo CD application web comes from elsewhere, so what it deploys is not in this repository.',
    5,
  ],
  [
    'Flux: a chart of a HelmRepository',
    'a.yaml',
    flux('').replace('./charts/shop, sourceRef: { kind: GitRepository', 'redis, sourceRef: { kind: HelmRepository'),
    'The chart redis of the HelmRelease web comes from elsewhere, so what it deploys is not in this repository.',
    5,
  ],
  [
    'Flux: a chart that only shares its name with one here',
    'a.yaml',
    flux('').replace('kind: GitRepository', 'kind: HelmRepository'),
    'The chart ./charts/shop of the HelmRelease web comes from elsewhere, so what it deploys is not in this repository.',
    5,
  ],
  [
    'helmfile: a chart of a registry',
    'helmfile.yaml',
    helmfile('').replace('./charts/shop', 'bitnami/redis'),
    'The chart bitnami/redis of a helmfile release comes from elsewhere, so what it deploys is not in this repository.',
    3,
  ],
])('deployed from elsewhere: %s', (_, file, text, detail, line) => {
  const { records, unread } = readRecords(writeTree({ ...here, [file]: text }));
  expect(records).toEqual([]);
  expect(unread).toMatchObject([
    { source: 'record', reason: 'elsewhere', detail, mentions: [], place: { file, line } },
  ]);
});

test('what is deployed from elsewhere leaves the record beside it as it is', () => {
  const both = argo('  sources: [{ chart: redis }, { path: charts/shop }, { ref: values }]');
  const { records, unread } = readRecords(writeTree({ ...here, 'a.yaml': both }));
  expect(records).toMatchObject([{ ...shop, release: 'web' }]);
  expect(unread).toMatchObject([{ source: 'record', reason: 'elsewhere' }]);
});

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { findTools } from '../../../src/collect/sets/find-tools.ts';
import { renderSets } from '../../../src/collect/sets/render-sets.ts';
import { dig } from '../../../src/lib/json.ts';
import { shown, writeTree } from './write-tree.ts';

const { helm } = await findTools(process.env['PATH'] ?? '');
const withHelm = {
  tools: helm === undefined ? {} : { helm },
  allowRemote: false,
  rendered: [],
  chartsForOthers: false,
};
const without = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };

const chart = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': 'replicas: 1\nimage: { tag: "" }\nresources:\n  limits:\n    memory: 1Gi\n',
  'shop/templates/web.yaml': `
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      terminationGracePeriodSeconds: 40
      containers:
        - name: app
          image: "shop:{{ .Values.image.tag | default "1" }}"
          {{- if .Values.debug }}
          command: [debug]
          {{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
        {{- range .Values.sidecars }}
        - name: {{ . }}
        {{- end }}
`,
  'shop/templates/test.yaml': `
apiVersion: v1
kind: Pod
metadata:
  name: test
  annotations:
    "helm.sh/hook": test
`,
};

/** Beside it a chart is that service's own, and judged by its own values. */
const service = { Dockerfile: 'FROM scratch\n' };

describe('a chart that is rendered', () => {
  it.skipIf(!helm)('traces values to its template, or to the values that the template copies', async () => {
    const tree = writeTree({ ...chart, ...service });
    const { documents, sets, unread } = await renderSets(tree, withHelm);
    expect({ sets, unread }).toEqual({
      sets: [{ id: 'helm:shop', kind: 'helm', source: 'shop/Chart.yaml', release: 'shop', chart: 'shop' }],
      unread: [],
    });
    expect(documents.map(({ data }) => dig(data, 'kind'))).toEqual(['Service', 'Deployment']);
    const web = documents[1];
    const places = Object.fromEntries(
      [
        '/metadata/name',
        '/spec/replicas',
        '/spec/template/spec/terminationGracePeriodSeconds',
        '/spec/template/spec/containers/0/image',
        '/spec/template/spec/containers/0/resources/limits/memory',
        '/spec/template/spec/containers/0/livenessProbe',
      ].map((pointer) => [pointer, web && shown(tree, web.locate(pointer))]),
    );
    expect(places).toEqual({
      '/metadata/name': 'shop/templates/web.yaml:9 name: {{ .Release.Name }}',
      '/spec/replicas': 'shop/templates/web.yaml:12 replicas: {{ .Values.replicas }}',
      '/spec/template/spec/terminationGracePeriodSeconds':
        'shop/templates/web.yaml:15 terminationGracePeriodSeconds: 40',
      '/spec/template/spec/containers/0/image':
        'shop/templates/web.yaml:18 image: "shop:{{ .Values.image.tag | default "1" }}"',
      '/spec/template/spec/containers/0/resources/limits/memory': 'shop/values.yaml:5 memory: 1Gi',
      '/spec/template/spec/containers/0/livenessProbe': 'shop/templates/web.yaml:17 - name: app',
    });
  });

  it.skipIf(!helm)('takes values, release and namespace from the record', async () => {
    const tree = writeTree({
      ...chart,
      'shop/prod.yaml': 'replicas: 5\n',
      'app.yaml': `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  source: { path: shop, helm: { valueFiles: [prod.yaml], parameters: [{ name: image.tag, value: "9,1" }] } }
  destination: { namespace: live }
`,
    });
    const { documents, sets } = await renderSets(tree, withHelm);
    expect(sets).toMatchObject([
      { id: 'helm:shop@app.yaml#web', release: 'web', namespace: 'live', source: 'app.yaml' },
    ]);
    expect(documents[1]?.data).toMatchObject({
      metadata: { name: 'web', namespace: 'live' },
      spec: { replicas: 5, template: { spec: { containers: [{ image: 'shop:9,1' }] } } },
    });
  });

  it.skipIf(!helm)('says where a value reaches that only the deployment knows', async () => {
    const tree = writeTree({ ...chart, Makefile: 'deploy:\n\thelm upgrade -i web ./shop --set image.tag=$(SHA)\n' });
    const { documents } = await renderSets(tree, withHelm);
    expect(documents.map(({ touched }) => touched)).toEqual([
      undefined,
      [{ pointer: '/spec/template/spec/containers/0/image', by: 'Makefile:2' }],
    ]);
  });

  it.skipIf(!helm)('uses a chart it depends on from beside it, and goes without one that is not here', async () => {
    const tree = writeTree({
      ...chart,
      'shop/Chart.yaml': `${chart['shop/Chart.yaml']}dependencies:
  - { name: common, version: 1.0.0, repository: "file://../common" }
  - name: redis
    version: 1.0.0
    repository: https://example.com
home: https://example.com
`,
      'common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
      'common/templates/_name.tpl': '{{ define "common.name" }}from-common{{ end }}',
      'shop/templates/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include "common.name" . }}\n',
    });
    const { documents, sets, unread } = await renderSets(tree, withHelm);
    expect(sets.map(({ id }) => id)).toEqual(['helm:shop']);
    expect(documents.map(({ data }) => dig(data, 'metadata', 'name'))).toContain('from-common');
    expect(unread).toMatchObject([{ source: 'helm', set: 'helm:shop', reason: 'needs-render', place: { line: 6 } }]);
    expect(unread[0]).not.toHaveProperty('mentions');
  });

  it.skipIf(!helm)('ends where charts depend on each other', async () => {
    const dependsOn = (name: string, other: string): string =>
      `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndependencies: [{ name: ${other}, version: 1.0.0, repository: "file://../${other}" }]\n`;
    const files = { 'shop/Chart.yaml': dependsOn('shop', 'db'), 'db/Chart.yaml': dependsOn('db', 'shop') };
    const { sets } = await renderSets(writeTree({ ...chart, ...files }), withHelm);
    expect(sets.map(({ id }) => id)).toEqual(['helm:db', 'helm:shop']);
  });

  it.skipIf(!helm)('never reads through a link that leads out of the checkout', async () => {
    const tree = writeTree({ ...chart, 'shop/templates/map.yaml': 'a: {{ .Files.Get "secret" | quote }}\n' });
    symlinkSync('/etc/hosts', join(await tree.folder(), 'shop/secret'));
    const { documents } = await renderSets(tree, withHelm);
    expect(documents.find(({ file }) => file.endsWith('map.yaml'))?.data).toEqual({ a: '' });
  });

  it.skipIf(!helm)('is told of a cluster of today, with what most clusters have installed', async () => {
    const text = `
version: {{ .Capabilities.KubeVersion.Version }}
monitoring: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
aggregated: {{ .Capabilities.APIVersions.Has "apiregistration.k8s.io/v1" }}
other: {{ .Capabilities.APIVersions.Has "example.com/v1" }}
`;
    const { documents } = await renderSets(writeTree({ ...chart, 'shop/templates/map.yaml': text }), withHelm);
    expect(documents.find(({ file }) => file.endsWith('map.yaml'))?.data).toEqual({
      version: 'v1.34.0',
      monitoring: true,
      aggregated: true,
      other: false,
    });
  });

  it.skipIf(!helm)('takes no flag for a name', async () => {
    const tree = writeTree({
      ...chart,
      'shop/Chart.yaml': 'apiVersion: v2\nname: --post-renderer=/bin/false\nversion: 1.0.0\n',
    });
    const { unread } = await renderSets(tree, withHelm);
    expect(unread.map(({ detail }) => detail).join()).not.toContain('post-render ');
  });

  it.skipIf(!helm)('that fails says so, without telling where it stands on this machine', async () => {
    const bad = '{{ fail "no cluster name" }}\n';
    const tree = writeTree({ ...chart, ...service, 'shop/templates/bad.yaml': bad });
    const { documents, unread } = await renderSets(tree, withHelm);
    expect(documents).toEqual([]);
    expect(unread).toMatchObject([{ reason: 'needs-render', mentions: ['Deployment', 'Pod', 'Service'] }]);
    expect(unread[0]?.detail).toContain('no cluster name');
    expect(unread[0]?.detail).not.toMatch(/\/tmp|orrery-/);
  });
});

describe('without helm', () => {
  test('each set is unread, and names the kinds it could hold', async () => {
    const { documents, sets, unread, consumed } = await renderSets(writeTree({ ...chart }), without);
    expect(documents).toEqual([]);
    expect(sets.map(({ id }) => id)).toEqual(['helm:shop']);
    expect(unread).toMatchObject([{ set: 'helm:shop', mentions: ['Deployment', 'Pod', 'Service'] }]);
    expect([...consumed].toSorted()).toEqual(Object.keys(chart).toSorted());
  });

  test('a computed kind could be anything', async () => {
    const { unread } = await renderSets(
      writeTree({ ...chart, 'shop/templates/x.yaml': 'kind: {{ .Values.k }}\n' }),
      without,
    );
    expect(unread[0]).not.toHaveProperty('mentions');
  });
});

test.each([
  [
    'files beside the chart',
    ['shop/values-prod.yaml', 'shop/values/eu.yaml', 'shop/dev-values.yaml'],
    ['+dev-values.yaml', '+values-prod.yaml', '+values/eu.yaml'],
  ],
  ['files beside the only chart of a folder', ['values/prod.yaml'], []],
  ['examples and tests', ['shop/values.example.yaml', 'shop/ci/test-values.yaml', 'shop/values-test.yaml'], ['']],
  ['other files', ['shop/other.yaml', 'shop/x/values-prod.yaml'], ['']],
])('values: %s', async (_, files, ids) => {
  const tree = writeTree({ ...chart, ...Object.fromEntries(files.map((file) => [file, 'replicas: 2\n'])) });
  const { sets } = await renderSets(tree, without);
  const expected = ids.length === 0 ? ['helm:shop+values/prod.yaml'] : ids.map((id) => `helm:shop${id}`);
  expect(sets.map(({ id }) => id)).toEqual(expected);
});

test.each([
  ['a subchart', { 'shop/charts/db/Chart.yaml': 'name: db\n' }, ['helm:shop']],
  ['a library', { 'lib/Chart.yaml': 'name: lib\ntype: library\n' }, ['helm:shop']],
  ['a chart of tests beside another', { 'tests/db/Chart.yaml': 'name: db\n' }, ['helm:shop']],
  ['two charts', { 'db/Chart.yaml': 'name: db\n' }, ['helm:db', 'helm:shop']],
])('charts: %s', async (_, files, ids) => {
  const { sets } = await renderSets(writeTree({ ...chart, ...files }), without);
  expect(sets.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['a script', 'Makefile', 'up:\n\thelm upgrade -i web shop\n', ['+values-prod.yaml', '@Makefile#web']],
  [
    'a script that uses them',
    'Makefile',
    'up:\n\thelm upgrade -i web shop -f shop/values-prod.yaml\n',
    ['@Makefile#web'],
  ],
  [
    'Argo CD',
    'app.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web }\nspec: { source: { path: shop } }\n',
    ['@app.yaml#web'],
  ],
])('values beside a chart that is deployed by %s', async (_, file, text, ids) => {
  const { sets } = await renderSets(writeTree({ ...chart, 'shop/values-prod.yaml': 'a: 1\n', [file]: text }), without);
  expect(sets.map(({ id }) => id)).toEqual(ids.map((id) => `helm:shop${id}`));
});

test('a chart at the root leaves the rest of the repository alone', async () => {
  const files = { 'Chart.yaml': 'name: shop\n', 'templates/a.yaml': 'kind: A\n', 'deploy/b.yaml': 'kind: B\n' };
  const { consumed } = await renderSets(writeTree(files), without);
  expect([...consumed].toSorted()).toEqual(['Chart.yaml', 'templates/a.yaml']);
});

import { describe, expect, it, test } from 'vitest';
import { findTools } from '../../../src/collect/sets/find-tools.ts';
import { isChartRepository } from '../../../src/collect/sets/helm/for-others/is-chart-repository.ts';
import { renderSets } from '../../../src/collect/sets/render-sets.ts';
import { dig } from '../../../src/lib/json.ts';
import { writeTree } from './write-tree.ts';

const { helm } = await findTools(process.env['PATH'] ?? '');
const options = { tools: helm === undefined ? {} : { helm }, allowRemote: false, rendered: [], chartsForOthers: false };

const chart = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': `
replicas: 1
image: { tag: "1" }
resources: {}
budget: { enabled: false }
worker: { enabled: true }
`,
  'shop/templates/_helpers.tpl': `
{{ define "shop.labels" }}
app: {{ .Values.nameOverride | default .Chart.Name }}
{{- end }}
{{- define "shop.security" -}}
runAsNonRoot: true
readOnlyRootFilesystem: {{ .Values.readOnly | default false }}
{{- end }}
{{- define "shop.name" }}{{ .Release.Name }}{{ end }}
`,
};

const head = (kind: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: {{ include "shop.name" . }}\n`;

/** What is touched in the one object that a template renders, by pointer. */
async function touchedBy(template: string, files: { readonly [path: string]: string } = {}): Promise<unknown> {
  const { documents } = await renderSets(
    writeTree({ ...chart, 'shop/templates/web.yaml': template, ...files }),
    options,
  );
  const web = documents.find(({ data }) => dig(data, 'kind') !== 'Extra');
  return Object.fromEntries((web?.touched ?? []).map(({ pointer, by }) => [pointer, by]));
}

const pod = (text: string): string => `${head('Pod')}spec:\n  containers:\n    - name: app\n${text}`;
const APP = '/spec/containers/0';

describe.skipIf(!helm)('in a chart meant for others', () => {
  it.each([
    [
      'a value that is printed',
      `${head('A')}spec:\n  replicas: {{ .Values.replicas }}\n  fixed: 1\n`,
      { '/spec/replicas': 'values.replicas' },
    ],
    [
      'a part of a text',
      pod('      image: "shop:{{ .Values.image.tag | default .Chart.AppVersion }}"\n      tty: true\n'),
      { [`${APP}/image`]: 'values.image.tag' },
    ],
    [
      'a block, however it is indented',
      pod('      resources:\n{{ toYaml .Values.resources | indent 8 }}\n'),
      { [`${APP}/resources`]: 'values.resources' },
    ],
    [
      'a block on the line of its key',
      pod('      resources: {{- toYaml .Values.resources | nindent 8 }}\n'),
      { [`${APP}/resources`]: 'values.resources' },
    ],
    [
      'a block of the dot',
      pod('      {{- with .Values.probe }}\n      livenessProbe: {{- toYaml . | nindent 8 }}\n      {{- end }}\n'),
      { [`${APP}/livenessProbe`]: 'values.probe' },
    ],
    [
      'a variable',
      `{{- $size := .Values.replicas }}\n${head('A')}spec:\n  replicas: {{ $size }}\n  name: {{ $.Release.Name }}\n`,
      { '/spec/replicas': 'values.replicas' },
    ],
    [
      'a helper, line by line',
      pod('      securityContext:\n        {{- include "shop.security" . | nindent 8 }}\n'),
      { [`${APP}/securityContext/readOnlyRootFilesystem`]: 'values.readOnly' },
    ],
    ['a helper without values', `${head('A')}spec:\n  host: {{ include "shop.name" . }}\n`, {}],
    [
      'a helper that is not here',
      `${head('A')}spec:\n  host: {{ if false }}{{ include "other.name" . }}{{ end }}x\n  port: 1\n`,
      { '/spec/host': 'one of its values' },
    ],
    [
      'a key that only some values write',
      pod('      {{- if .Values.debug }}\n      command: [debug]\n      {{- end }}\n      tty: true\n'),
      { [`${APP}/command`]: 'values.debug' },
    ],
    [
      'a key that some values leave out',
      pod('      {{- if .Values.worker.enabled }}\n      command: [work]\n      {{- end }}\n'),
      { [`${APP}/command`]: 'values.worker.enabled' },
    ],
    [
      'a key that the platform decides',
      `${head('A')}spec:\n  {{- if .Capabilities.APIVersions.Has "none/v1" }}\n  old: 1\n  {{- end }}\n  new: 1\n`,
      {},
    ],
    [
      'a fixed object that values turn on',
      `{{- if .Values.worker.enabled }}\n${head('A')}spec:\n  replicas: 1\n{{- end }}\n`,
      {},
    ],
    [
      'a list that grows',
      pod(
        '      env:\n        - name: A\n          value: b\n        {{- with .Values.env }}\n        {{- toYaml . | nindent 8 }}\n        {{- end }}\n',
      ),
      { [`${APP}/env`]: 'values.env' },
    ],
    [
      'containers that are added leave the others alone',
      pod('      tty: true\n    {{- with .Values.sidecars }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n'),
      {},
    ],
    [
      'names and labels, which go together',
      `${head('A')}  labels: {{- include "shop.labels" . | nindent 4 }}\nspec:\n  selector: {{- include "shop.labels" . | nindent 4 }}\n`,
      {},
    ],
    [
      'a whole object from one value',
      'apiVersion: v1\nkind: A\nmetadata:\n  name: x\n{{ toYaml (.Values.rest | default (dict "spec" 1)) }}\n',
      { '': 'values.rest' },
    ],
    ['braces in quotes and comments', `{{/* }} .Values.a */}}\n${head('A')}spec:\n  a: {{ "}} a" | quote }}\n`, {}],
  ])('%s', async (_, template, expected) => {
    expect(await touchedBy(template)).toEqual(expected);
  });

  it('says why in a way that a sentence can take', async () => {
    const text = `${head('A')}spec:\n  replicas: {{ .Values.replicas }}\n`;
    const { documents } = await renderSets(writeTree({ ...chart, 'shop/templates/web.yaml': text }), options);
    expect(documents[0]?.touched).toEqual([{ pointer: '/spec/replicas', by: 'values.replicas', reason: 'unresolved' }]);
  });

  it('names the kinds that its values could still turn on', async () => {
    const optional = (kind: string): string => `{{- if .Values.budget.enabled }}\n${head(kind)}{{- end }}\n`;
    const { unread } = await renderSets(
      writeTree({
        ...chart,
        'shop/templates/a.yaml': `${head('Service')}---\n${optional('Service')}---\n${optional('PodDisruptionBudget')}`,
        'shop/templates/b.yaml': optional('{{ .Values.kind | default "HTTPRoute" }}'),
        'shop/templates/extra.yaml': '{{ range .Values.extra }}\n---\n{{ toYaml . }}\n{{ end }}\n',
        'shop/templates/tests/pod.yaml': optional('Pod'),
      }),
      options,
    );
    const kinds = ['HTTPRoute', 'PodDisruptionBudget', 'Service'];
    expect(unread).toMatchObject([{ source: 'helm', set: 'helm:shop', reason: 'unresolved', mentions: kinds }]);
    expect(unread[0]?.detail).toBe(
      'The chart shop can also write PodDisruptionBudget, Service, HTTPRoute, where whoever installs it sets values for that.',
    );
  });

  it('may need values before it can be rendered at all', async () => {
    const text = `${head('Deployment')}spec:\n  password: {{ required "give a password" .Values.password }}\n`;
    const { unread } = await renderSets(writeTree({ ...chart, 'shop/templates/a.yaml': text }), options);
    expect(unread).toMatchObject([{ set: 'helm:shop', reason: 'unresolved', mentions: ['Deployment'] }]);
    expect(unread[0]?.hint).toContain('values file beside the chart');
  });

  it('could write anything where a kind is a value', async () => {
    const text = `{{- if .Values.budget.enabled }}\n${head('{{ .Values.kind }}')}{{- end }}\n`;
    const { unread } = await renderSets(writeTree({ ...chart, 'shop/templates/a.yaml': text }), options);
    expect(unread).toMatchObject([{ reason: 'unresolved' }]);
    expect(unread[0]).not.toHaveProperty('mentions');
  });

  it('ends where helpers include each other without end', async () => {
    const many = (name: string): string => `{{ include "${name}" . }}\n`.repeat(400);
    const helpers = Array.from({ length: 12 }, (_, at) => `{{ define "h${at}" }}\n${many(`h${at + 1}`)}{{ end }}\n`);
    const template = `${head('A')}spec: {}\n{{ if .Values.never }}{{ include "h0" . }}{{ end }}\n`;
    const files = { 'shop/templates/_many.tpl': `${helpers.join('')}{{ define "h12" }}{{ end }}` };
    expect(await touchedBy(template, files)).toEqual({ '': 'one of its values' });
  });
});

describe.skipIf(!helm)('judged as it stands is a chart', () => {
  const web = { 'shop/templates/web.yaml': `${head('A')}spec:\n  replicas: {{ .Values.replicas }}\n` };
  const app =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web }\nspec: { source: { path: shop } }\n';
  it.each([
    ['beside the service that it deploys', { Dockerfile: 'FROM scratch\n' }, false],
    ['beside a service, where the configuration says it is for others', { Dockerfile: 'FROM scratch\n' }, true],
    ['with a deployment record', { 'app.yaml': app }, true],
    ['with a values file', { 'shop/values-prod.yaml': 'replicas: 3\n' }, true],
  ])('%s', async (name, files, chartsForOthers) => {
    const { documents } = await renderSets(writeTree({ ...chart, ...web, ...files }), { ...options, chartsForOthers });
    const isOpen = name.includes('for others');
    expect(documents.find(({ data }) => dig(data, 'kind') === 'A')?.touched?.length ?? 0).toBe(isOpen ? 1 : 0);
  });
});

test.each([
  ['charts alone', [], true],
  ['an image', ['Dockerfile'], false],
  ['an image in a folder', ['services/web/Containerfile'], false],
  ['an overlay', ['deploy/kustomization.yaml'], false],
  ['skaffold', ['skaffold.yaml'], false],
  ['compose', ['docker-compose.dev.yml'], false],
  ['a program', ['cmd/web/main.go'], false],
  ['an image for work on the charts', ['scripts/release/Dockerfile', '.github/actions/lint/Dockerfile'], true],
  ['an image for tests', ['test/Dockerfile'], true],
])('a repository of charts: %s', (_, files, expected) => {
  const tree = writeTree({ ...chart, ...Object.fromEntries(files.map((file) => [file, 'x\n'])) });
  expect(isChartRepository(tree)).toBe(expected);
});

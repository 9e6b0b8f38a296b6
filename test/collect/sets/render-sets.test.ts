import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTools } from '../../../src/collect/sets/find-tools.ts';
import { imageSubstitutions } from '../../../src/collect/sets/image-substitutions.ts';
import { mentionedKinds } from '../../../src/collect/sets/mentioned-kinds.ts';
import { renderSets } from '../../../src/collect/sets/render-sets.ts';
import { shellCommands } from '../../../src/lib/shell-words.ts';
import { writeTree } from './write-tree.ts';

const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };

describe('findTools', () => {
  const folderWith = (...names: readonly string[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'orrery-path-'));
    for (const name of names) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  };

  test('takes kustomize before kubectl, and the first folder first', async () => {
    const first = folderWith('helm', 'kubectl');
    const second = folderWith('helm', 'kustomize');
    expect(await findTools([first, second].join(delimiter))).toEqual({
      helm: join(first, 'helm'),
      kustomize: [join(second, 'kustomize'), 'build'],
    });
    expect(await findTools(first)).toMatchObject({ kustomize: [join(first, 'kubectl'), 'kustomize'] });
  });
  test('takes no folder, no file that cannot be run, and nothing from a relative path', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'helm'));
    writeFileSync(join(folder, 'kustomize'), '');
    expect(await findTools(`${folder}${delimiter}.${delimiter}${delimiter}bin`)).toEqual({});
  });
});

describe('generators', () => {
  test.each([
    ['jsonnet', { 'a/main.jsonnet': '{}' }, 'a/main.jsonnet'],
    ['Tanka', { 'jsonnetfile.json': '{}', 'environments/prod/main.jsonnet': '{}' }, 'jsonnetfile.json'],
    ['cdk8s', { 'cdk8s.yaml': 'app: x\n' }, 'cdk8s.yaml'],
    ['Pulumi', { 'infra/Pulumi.yaml': 'name: x\n' }, 'infra/Pulumi.yaml'],
    ['ytt', { 'config/app.yaml': '#@ load("@ytt:data", "data")\n---\na: #@ data.values.a\n' }, 'config/app.yaml'],
    ['CUE', { 'cue.mod/module.cue': 'module: "x"\n' }, 'cue.mod/module.cue'],
    ['Timoni', { 'timoni.cue': '' }, 'timoni.cue'],
    ['kpt', { Kptfile: 'pipeline: { mutators: [{ image: x }] }\n' }, 'Kptfile'],
  ])('%s leaves one unread', async (tool, files, file) => {
    const { unread, consumed } = await renderSets(writeTree(files), options);
    expect(unread).toMatchObject([{ source: 'generator', reason: 'needs-render', place: { file } }]);
    expect(unread[0]?.detail).toContain(tool);
    expect([...consumed]).toEqual(tool === 'ytt' ? [file] : []);
  });
  test('a kpt package without mutators leaves none', async () => {
    expect((await renderSets(writeTree({ Kptfile: 'info: {}\n' }), options)).unread).toEqual([]);
  });
});

describe('--rendered', () => {
  test('reads every YAML file below a folder outside, and prints the environment in place of its path', async () => {
    const outside = writeTree({ 'a/web.yaml': 'kind: A\n---\nkind: B\n', 'b.yml': 'kind: [\n', 'c.txt': '' });
    const rendered = [{ environment: 'prod', directory: await outside.folder() }];
    const result = await renderSets(writeTree({ 'x.yaml': '' }), { ...options, rendered });
    expect(result.sets).toEqual([{ id: 'rendered:prod', kind: 'rendered', source: 'prod:', environment: 'prod' }]);
    expect(result.documents.map(({ set, data, locate }) => [set, data, locate('/kind')])).toMatchObject([
      ['rendered:prod', { kind: 'A' }, { file: 'prod:a/web.yaml', line: 1, via: 'rendered', exact: true }],
      ['rendered:prod', { kind: 'B' }, { file: 'prod:a/web.yaml', line: 3 }],
    ]);
    expect(result.unread).toMatchObject([{ source: 'yaml', reason: 'unread', place: { file: 'prod:b.yml', line: 2 } }]);
  });
  test('takes files inside the checkout out of the plain manifests', async () => {
    const tree = writeTree({ 'out/web.yaml': 'kind: A\n' });
    const result = await renderSets(tree, { ...options, rendered: [{ environment: 'dev', directory: 'out' }] });
    expect(result.documents.map(({ file }) => file)).toEqual(['out/web.yaml']);
    expect([...result.consumed]).toEqual(['out/web.yaml']);
  });
  test('a folder that is not there is unread', async () => {
    const rendered = [{ environment: 'dev', directory: 'no' }];
    const { unread } = await renderSets(writeTree({}), { ...options, rendered });
    expect(unread).toMatchObject([{ source: 'rendered', set: 'rendered:dev', reason: 'unread' }]);
  });
});

test('images that a build tool tags', () => {
  const tree = writeTree({
    'skaffold.yaml':
      'apiVersion: skaffold/v3\nbuild:\n  artifacts:\n    - image: web\nprofiles:\n  - build: { artifacts: [{ image: db }] }\n',
    'deploy.sh': 'cd prod && kustomize edit set image shop/web=registry/web:$TAG localhost:5000/db:1 $X\n',
  });
  expect(imageSubstitutions(tree).map(({ image, by, place }) => `${image} ${by} ${place.file}:${place.line}`)).toEqual([
    'db skaffold skaffold.yaml:6',
    'localhost:5000/db kustomize edit set image deploy.sh:1',
    'shop/web kustomize edit set image deploy.sh:1',
    'web skaffold skaffold.yaml:4',
  ]);
});

test.each([
  ['lists and quotes', '- kind: "A"\n  x: {kind: C}\nkind: B # c\n', ['A', 'B']],
  ['none', 'a: b\n', []],
  ['a computed one', 'kind: A\n---\nkind: {{ .k }}\n', undefined],
])('mentionedKinds: %s', (_, text, kinds) => {
  expect(mentionedKinds([text])).toEqual(kinds);
});

test.each([
  ['a line each', 'a b\nc', [['a', 'b'], ['c']], [1, 2]],
  ['operators', 'a && b | c; d', [['a'], ['b'], ['c'], ['d']], [1, 1, 1, 1]],
  ['continued lines', 'a \\\n  b\nc', [['a', 'b'], ['c']], [1, 3]],
  ['quotes', `a "b c"'d e'\\ f`, [['a', 'b cd e f']], [1]],
  ['comments', '# a\nb#c # d', [['b#c']], [2]],
  ['variables', 'a ${{ x.y }} $(B c) "$D"', [['a', '${{ x.y }}', '$(B c)', '$D']], [1]],
  ['an open quote', `a "b`, [['a', '"b']], [1]],
])('shellCommands: %s', (_, text, words, lines) => {
  const commands = shellCommands(text);
  expect(commands.map((command) => command.words)).toEqual(words);
  expect(commands.map((command) => command.line)).toEqual(lines);
});

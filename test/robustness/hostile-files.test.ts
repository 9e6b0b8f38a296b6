import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect } from '../../src/collect/collect.ts';
import { discover } from '../../src/discover/discover.ts';
import { examineFolder, workloadsOf } from './examine-folder.ts';
import { deployment, folderWith } from './folder-with.ts';

const options = { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false };
const unreadOf = async (root: string) => (await examineFolder(root)).unread;

describe('files that cannot be read', () => {
  test('an empty folder holds nothing, and nothing is wrong with it', async () => {
    const { collection, findings, unread } = await examineFolder(folderWith({}));
    expect(collection.documents).toEqual([]);
    expect(unread).toEqual([]);
    expect(
      findings
        .filter(({ measured }) => measured === 'fail' && measured !== undefined)
        .map(({ subject }) => subject.kind),
    ).not.toContain('workload');
  });

  test('broken YAML among good leaves the good', async () => {
    const root = folderWith({
      'bad.yaml': 'a: [1\nb: }',
      'good.yaml': deployment('good'),
      'mixed.yaml': `${deployment('first')}\n---\na: "x\n---\n${deployment('last')}\n`,
    });
    const examination = await examineFolder(root);
    expect(workloadsOf(examination)).toEqual(['first', 'good', 'last']);
    expect(examination.unread.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^bad\.yaml is not valid YAML: .+ \(line [12]\)\.$/),
      expect.stringMatching(/^mixed\.yaml is not valid YAML: .+ \(line 3\)\.$/),
    ]);
  });

  test('a binary file named .yaml may hold nothing', async () => {
    const unread = await unreadOf(folderWith({ 'x.yaml': Buffer.from([0, 1, 2, 3, 0]) }));
    expect(unread).toMatchObject([{ detail: 'x.yaml is not a text file.', mentions: [] }]);
  });

  test('UTF-16 may hold anything', async () => {
    const text = Buffer.from('\uFEFFkind: Service\n', 'utf16le');
    const [unread] = await unreadOf(folderWith({ 'x.yaml': text }));
    expect(unread).toMatchObject({ detail: 'x.yaml is not a text file.' });
    expect(unread).not.toHaveProperty('mentions');
  });

  test('a file of 50 MB is not parsed', async () => {
    const root = folderWith({ 'good.yaml': deployment('good') });
    const handle = openSync(join(root, 'large.yaml'), 'w');
    writeSync(handle, 'kind: Service\n');
    ftruncateSync(handle, 50 * 1024 * 1024);
    closeSync(handle);
    const examination = await examineFolder(root);
    expect(workloadsOf(examination)).toEqual(['good']);
    expect(examination.unread).toMatchObject([{ reason: 'limit', detail: expect.stringContaining('50 MiB') }]);
    expect(examination.unread[0]).not.toHaveProperty('mentions');
  });

  test('the kinds of broken text are found in one pass, however many lines are empty', async () => {
    const text = `a: [\n${' \n'.repeat(500_000)}kind: Service\n{kind: Deployment}`;
    expect(await unreadOf(folderWith({ 'x.yaml': text }))).toMatchObject([{ mentions: ['Deployment', 'Service'] }]);
  });

  test('a kind that is filled in later may be any', async () => {
    const [unread] = await unreadOf(folderWith({ 'x.yaml': 'kind: {{ .kind }}\na: [' }));
    expect(unread).toMatchObject({ reason: 'needs-render' });
    expect(unread).not.toHaveProperty('mentions');
  });

  test('owners and image files that are not text are unread, and not missing', async () => {
    const binary = Buffer.from([0, 1, 2]);
    const { subjects, unread } = await examineFolder(folderWith({ CODEOWNERS: binary, Dockerfile: binary }));
    expect(unread.map(({ source, mentions }) => [source, mentions])).toEqual([
      ['codeowners', []],
      ['dockerfile', []],
    ]);
    const repository = subjects.find(({ kind }) => kind === 'repository');
    expect(repository?.variants[0]?.facts).toMatchObject({ codeowners: { present: { $unknown: 'unread' } } });
  });

  test('image files that are hard to read', async () => {
    const files = {
      'a/Dockerfile': 'FROM x\n'.repeat(20_000),
      'b/Dockerfile': `FROM x\nRUN ${'\\\n'.repeat(20_000)}`,
      'c/Dockerfile': `FROM x\nRUN <<A\n${'<<A\n'.repeat(5_000)}`,
      'd/Dockerfile': `FROM ${'$'.repeat(50_000)}{${'x'.repeat(50_000)}\nCMD [${'"a",'.repeat(20_000)}`,
      'e/Dockerfile': '#'.repeat(100_000),
      'f/Dockerfile': '',
      'g/Dockerfile': `FROM a AS a\n${Array.from({ length: 2_000 }, (_, i) => `FROM s${i} AS s${i + 1}`).join('\n')}\n`,
      'h/Dockerfile': `ARG __proto__=x\nFROM \${__proto__}\nCMD x`,
    };
    expect((await examineFolder(folderWith(files))).unread).toEqual([]);
  });

  test.runIf(process.getuid?.() !== 0)('a file without permission is unread, and may hold anything', async () => {
    const root = folderWith({ 'x.yaml': deployment('x') });
    execFileSync('chmod', ['000', join(root, 'x.yaml')]);
    const [unread] = await unreadOf(root);
    expect(unread).toMatchObject({ detail: 'x.yaml may not be opened.' });
    expect(unread).not.toHaveProperty('mentions');
  });
});

describe('text that grows', () => {
  const aliases = (depth: number): string =>
    ['a0: &a0 [x]', ...Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)].join(
      '\n',
    );

  test('an alias bomb in the place of every value', async () => {
    const bomb = `${aliases(12)}\n`;
    const fields = [
      'kind: *a12\napiVersion: v1\nmetadata: {name: x}',
      'kind: Service\napiVersion: v1\nmetadata: {name: *a12, labels: *a12, annotations: {a: *a12}}\nspec: *a12',
      'kind: Pod\napiVersion: v1\nmetadata: {name: x}\nspec: {containers: [{name: a, image: *a12, ports: *a12, env: *a12, livenessProbe: {httpGet: {port: *a12, httpHeaders: *a12}}, readinessProbe: {httpGet: {port: *a12, httpHeaders: *a12}}, lifecycle: {preStop: {exec: {command: *a12}}}}], volumes: [{name: *a12, hostPath: {path: *a12}}]}',
      'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: x}\nspec: {podSelector: {matchExpressions: [{key: a, operator: In, values: *a12}]}}',
      'kind: Gateway\napiVersion: gateway.networking.k8s.io/v1\nmetadata: {name: x}\nspec: {listeners: [{protocol: *a12}]}',
      'kind: Cluster\napiVersion: postgresql.cnpg.io/v1\nmetadata: {name: x}\nspec: {instances: *a12, plugins: [{name: *a12}]}',
      'kind: Elasticsearch\napiVersion: elasticsearch.k8s.elastic.co/v1\nmetadata: {name: x}\nspec: {nodeSets: [{count: *a12}]}',
      'kind: ScaledObject\napiVersion: keda.sh/v1alpha1\nmetadata: {name: x}\nspec: {triggers: [{type: cpu, metricType: Utilization, metadata: {value: *a12}}]}',
    ];
    const files = Object.fromEntries(fields.map((field, index) => [`${index}.yaml`, bomb + field]));
    const examination = await examineFolder(folderWith({ ...files, 'good.yaml': deployment('good') }));
    expect(workloadsOf(examination)).toContain('good');
  });

  test('too many aliases are unread', async () => {
    const text = `a: &a 1\nb: [${'*a,'.repeat(2_000)}]`;
    expect(await unreadOf(folderWith({ 'x.yaml': text }))).toHaveLength(1);
  });

  test('a merge bomb is unread', async () => {
    const keys = Array.from({ length: 200 }, (_, i) => `k${i}: 1`).join(', ');
    const text = `a: &a {${keys}}\nb: [${'{<<: *a},'.repeat(900)}]`;
    expect(await unreadOf(folderWith({ 'x.yaml': text }))).toHaveLength(1);
  });

  test.each([
    ['itself', 'a: &a {b: *a}'],
    ['a list that holds it', 'a: &a [1, [*a]]'],
    ['a mapping around it by merging', 'a: &a {<<: {b: *a}}'],
  ])('a value that holds %s is unread', async (_, text) => {
    const unread = await unreadOf(folderWith({ 'x.yaml': `kind: Pod\napiVersion: v1\n${text}\n` }));
    expect(unread).toMatchObject([{ detail: expect.stringContaining('x.yaml is not valid YAML') }]);
  });

  test.each([
    ['JSON', '.json', `{"kind": "Pod", "apiVersion": "v1", "a": ${'['.repeat(100_000)}`],
    ['closed JSON', '.json', `{"kind": "Pod", "apiVersion": "v1", "a": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
    ['flow YAML', '.yaml', `kind: Pod\na: ${'{a: '.repeat(50_000)}`],
    ['block YAML', '.yaml', `kind: Pod\na: ${'- '.repeat(50_000)}x`],
  ])('deep %s is unread', async (_, extension, text) => {
    const root = folderWith({ [`deep${extension}`]: text, 'good.yaml': deployment('good') });
    const examination = await examineFolder(root);
    expect(workloadsOf(examination)).toEqual(['good']);
    expect(examination.unread).toHaveLength(1);
  });
});

describe('things that are no files', () => {
  test('links: a loop, out of the tree, to a file, to a folder', async () => {
    const outside = folderWith({ 'secret.yaml': deployment('secret') });
    const root = folderWith({ 'good.yaml': deployment('good') });
    symlinkSync('.', join(root, 'loop'));
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'file.yaml'));
    symlinkSync('nowhere', join(root, 'nowhere.yaml'));
    const examination = await examineFolder(root);
    expect(workloadsOf(examination)).toEqual(['good']);
    expect(examination.collection.skipped).toEqual([
      { why: 'links, which are not followed', files: 4, example: 'file.yaml' },
    ]);
  });

  test('a tracked folder that is a link by now', async () => {
    const outside = folderWith({ 'a.yaml': deployment('secret') });
    const root = folderWith({ 'k8s/a.yaml': deployment('tracked') });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['add', '.'], { cwd: root });
    rmSync(join(root, 'k8s'), { recursive: true });
    symlinkSync(outside, join(root, 'k8s'));
    expect(workloadsOf(await examineFolder(root))).toEqual([]);
  });

  test.each([
    ['a link', (root: string, outside: string) => symlinkSync(join(outside, 'a.yaml'), join(root, 'k8s/a.yaml'))],
    ['a pipe', (root: string) => execFileSync('mkfifo', [join(root, 'k8s/a.yaml')])],
    ['a folder', (root: string) => mkdirSync(join(root, 'k8s/a.yaml'))],
    ['nothing', () => undefined],
  ])('%s put in a file’s place after it was found', async (_, put) => {
    const outside = folderWith({ 'a.yaml': deployment('secret') });
    const root = folderWith({ 'k8s/a.yaml': deployment('a') });
    const checkout = await discover(root, []);
    rmSync(join(root, 'k8s/a.yaml'));
    put(root, outside);
    const { documents, unread } = await collect(checkout, options);
    expect(documents).toEqual([]);
    expect(unread).toMatchObject([{ detail: 'k8s/a.yaml may not be opened.' }]);
  });

  test('a linked folder put in a folder’s place after it was found', async () => {
    const outside = folderWith({ 'a.yaml': deployment('secret') });
    const root = folderWith({ 'k8s/a.yaml': deployment('a') });
    const checkout = await discover(root, []);
    rmSync(join(root, 'k8s'), { recursive: true });
    symlinkSync(outside, join(root, 'k8s'));
    expect((await collect(checkout, options)).documents).toEqual([]);
  });

  test('pipes: a manifest, the ignore file, and all that a reader looks for', async () => {
    const root = folderWith({ 'good.yaml': deployment('good') });
    const names = [
      'x.yaml',
      '.gitignore',
      'Dockerfile',
      'CODEOWNERS',
      'Chart.yaml',
      'kustomization.yaml',
      'Pulumi.yaml',
    ];
    for (const name of names) execFileSync('mkfifo', [join(root, name)]);
    expect(workloadsOf(await examineFolder(root))).toEqual(['good']);
  });

  test('an ignore file that is a link out of the tree is not read', async () => {
    const outside = folderWith({ rules: '*.yaml' });
    const root = folderWith({ 'good.yaml': deployment('good') });
    symlinkSync(join(outside, 'rules'), join(root, '.gitignore'));
    expect(workloadsOf(await examineFolder(root))).toEqual(['good']);
  });
});

describe('names', () => {
  const names = [
    'a\nb.yaml',
    `"quoted" 'x'.yaml`,
    '\u001b[31mred.yaml',
    '--flag.yaml',
    '-rf',
    ' .yaml',
    '..yaml',
    '...',
    `${'n'.repeat(250)}.yaml`,
    '%2e%2e.yaml',
    '\\..\\x.yaml',
    '__proto__/constructor.yaml',
    'ü/\u202Ecod.yaml',
  ];

  test.each([false, true])('are only names (in a repository: %s)', async (isRepository) => {
    const root = folderWith(Object.fromEntries(names.map((name, index) => [name, deployment(`w${index}`)])));
    if (isRepository) execFileSync('git', ['init', '--quiet'], { cwd: root });
    const judged = names.flatMap((name, index) => (name.endsWith('.yaml') ? [`w${index}`] : []));
    expect(workloadsOf(await examineFolder(root))).toEqual(judged.toSorted());
  });

  test('of the language itself are only names', async () => {
    const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const documents = words.flatMap((word) => [
      `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "${word}", "labels": {"${word}": "x"}}, "spec": {"selector": {"matchLabels": {"${word}": "x"}}, "template": {"metadata": {"labels": {"${word}": "x"}, "annotations": {"${word}": "1"}}, "spec": {"containers": [{"name": "${word}", "image": "${word}", "resources": {"limits": {"${word}": "1", "cpu": {"${word}": 1}}}}]}}}}`,
      `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "${word}"}, "spec": {"selector": {"${word}": "x"}, "ports": [{"name": "${word}", "port": 80, "targetPort": "${word}"}]}}`,
      `{"apiVersion": "${word}/v1", "kind": "${word}", "metadata": {"name": "${word}"}}`,
      `{"apiVersion": "v1", "kind": {"${word}": 1}, "metadata": {"name": "${word}"}}`,
      `{"${word}": {"${word}": 1}, "apiVersion": "v1", "kind": "Pod"}`,
    ]);
    const examination = await examineFolder(folderWith({ 'all.yaml': documents.join('\n---\n') }));
    expect(workloadsOf(examination)).toEqual(words.toSorted());
    const exposed = examination.subjects
      .filter(({ kind }) => kind === 'workload')
      .map(({ variants }) => variants[0]?.facts['exposed']);
    expect(exposed).toEqual(words.map(() => true));
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
  });
});

describe('numbers', () => {
  test('a list of ten thousand items is judged whole', async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => deployment(`w${index}`));
    const root = folderWith({ 'list.json': `{"apiVersion": "v1", "kind": "List", "items": [${items.join(',\n')}]}` });
    expect(workloadsOf(await examineFolder(root))).toHaveLength(10_000);
  });

  test('many services, routes and budgets beside as many workloads', async () => {
    const documents = Array.from({ length: 2_000 }, (_, index) => [
      deployment(`w${index}`),
      `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "w${index}"}, "spec": {"selector": {"app": "w${index}"}, "ports": [{"port": 80}]}}`,
      `{"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "w${index}"}, "spec": {"rules": [{"http": {"paths": [{"backend": {"service": {"name": "w${index}", "port": {"number": 80}}}}]}}]}}`,
      `{"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "w${index}"}, "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "w${index}"}}}}`,
    ]).flat();
    const root = folderWith({ 'all.yaml': documents.join('\n---\n') });
    expect(workloadsOf(await examineFolder(root))).toHaveLength(2_000);
  });

  test('many containers, ports, labels and variables in one workload', async () => {
    const many = <T>(of: (index: number) => T): readonly T[] => Array.from({ length: 3_000 }, (_, index) => of(index));
    const labels = Object.fromEntries(many((index) => [`l${index}`, 'x']));
    const text = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'wide', labels },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'a',
                image: 'a:1',
                ports: many((index) => ({ name: `p${index}`, containerPort: index })),
                env: many((index) => ({ name: `E${index}`, value: 'x' })),
              },
              ...many((index) => ({
                name: `c${index}`,
                image: 'c:1',
                ports: [{ name: `c${index}`, containerPort: index }],
              })),
            ],
          },
        },
      },
    });
    const service = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'wide' },
      spec: { selector: { l1: 'x' }, ports: many((index) => ({ port: index, targetPort: `c${index}` })) },
    });
    const root = folderWith({ 'wide.json': text, 'service.json': service });
    expect(workloadsOf(await examineFolder(root))).toEqual(['wide']);
  });
});

describe('git', () => {
  test('a .git that is a file is no file to review', async () => {
    const root = folderWith({ '.git': 'gitdir: /nowhere\n', 'good.yaml': deployment('good') });
    expect((await discover(root, [])).files.map(({ path }) => path)).toEqual(['good.yaml']);
  });

  test('nothing that its configuration names is run', async () => {
    const witness = folderWith({});
    const root = folderWith({ 'good.yaml': deployment('good'), '.gitattributes': '* filter=evil diff=evil\n' });
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root });
    git('init', '--quiet');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x');
    const script = join(root, '.git', 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${witness}/$1\ncat\n`, { mode: 0o755 });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/hooks/post-index-change'), `#!/bin/sh\ntouch ${witness}/hook\n`, { mode: 0o755 });
    const settings = [
      'core.fsmonitor',
      'core.sshCommand',
      'core.pager',
      'core.editor',
      'diff.external',
      'filter.evil.clean',
      'filter.evil.smudge',
      'diff.evil.textconv',
      'alias.status',
      'alias.ls-files',
      'credential.helper',
      'uploadpack.packObjectsHook',
    ];
    for (const name of settings) git('config', name, `${name.startsWith('alias') ? '!' : ''}${script} ${name}`);
    writeFileSync(join(root, 'good.yaml'), `${deployment('good')} `);
    const checkout = await discover(root, []);
    expect(checkout).toMatchObject({ modified: true, commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect((await discover(witness, [])).files).toEqual([]);
  });
});

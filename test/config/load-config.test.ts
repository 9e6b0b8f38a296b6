import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { loadOverrides } from '../../src/config/load-overrides.ts';
import { UserError } from '../../src/errors.ts';
import { writeTree } from './write-tree.ts';

async function complaints(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ message, hint, place }) =>
      [place && `${place.file}:${place.line}`, message, hint].filter(Boolean).join(' '),
    );
  }
}

test('the example of the documentation', async () => {
  const documentation = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
  const [config = '', waivers = '', attestations = ''] = [...documentation.matchAll(/```yaml\n(.*?)```/gs)].map(
    ([, text]) => text,
  );
  const root = writeTree({
    'orrery.yaml': config,
    '.orrery/waivers.yaml': waivers,
    '.orrery/attestations.yaml': attestations,
  });
  const loaded = await loadConfig({ root });
  expect(loaded.services.map(({ name, type, tier, place }) => [name, type, tier, place?.line])).toEqual([
    ['storefront', 'service', 1, 2],
    ['mailer', 'worker', 3, 26],
  ]);
  expect(loaded.checks).toMatchObject({
    paths: ['.orrery/checks'],
    params: { 'redundancy/min-replicas': { minimum: 3 } },
  });
  expect(await loadOverrides(root, loaded)).toMatchObject([
    { kind: 'waiver', expires: '2026-06-30', place: { file: '.orrery/waivers.yaml', line: 1 } },
    { kind: 'attestation', on: '2026-03-02', scope: ['deploy/storefront/database/**'] },
  ]);
});

test.each([
  ['no file', undefined],
  ['an empty file', ''],
  ['comments only', '# later\n'],
])('defaults: %s', async (_, text) => {
  const root = writeTree(text === undefined ? {} : { 'orrery.yaml': text });
  expect(await loadConfig({ root })).toMatchObject({
    services: [],
    waivers: ['.orrery/waivers.yaml'],
  });
});

test('promises come with their defaults, in seconds, and with their lines', async () => {
  const root = writeTree({
    'orrery.yaml': `services:
  - name: shop
    response: { acknowledge: 5m, recover: 1h30m }
    objectives:
      - { indicator: latency, target: 99, window: 4w, threshold: 300ms, sla: 95 }
    dependencies:
      - { name: cards, criticality: hard, target: 99.95, thirdParty: true }
`,
  });
  const [shop] = (await loadConfig({ root })).services;
  expect(shop).toMatchObject({
    response: { acknowledgeSeconds: 300, recoverSeconds: 5400 },
    objectives: [{ name: 'latency', target: 99, windowSeconds: 2_419_200, thresholdSeconds: 0.3, place: { line: 5 } }],
    dependencies: [{ name: 'cards', criticality: 'hard', target: 99.95, place: { line: 7 } }],
  });
});

test('paths are written in one way', async () => {
  const root = writeTree({
    '.orrery/orrery.yaml': 'services: [{ name: a, paths: [./deploy/, charts/a] }, { name: b, paths: [.] }]',
  });
  expect((await loadConfig({ root })).services.map(({ paths }) => paths)).toEqual([['deploy', 'charts/a'], []]);
});

test.each<[string, string, readonly string[]]>([
  ['a mistyped key', 'servces: []', ['orrery.yaml:1 Unknown key `servces`. Did you mean `services`?']],
  ['a list at the top', '- a\n', ['orrery.yaml:1 This file must be a map; this is ["a"].']],
  ['broken YAML', 'a: [1\nb: }', ['orrery.yaml:2 This is not valid YAML: ']],
  ['a key twice', 'profile: a\nprofile: b', ['orrery.yaml:2 This is not valid YAML: duplicated mapping key.']],
  [
    'two documents',
    'profile: a\n---\nprofile: b',
    ['orrery.yaml:1 This file holds several YAML documents; it may hold one.'],
  ],
  ['nested without end', '? '.repeat(100_000), ['orrery.yaml:1 This is not valid YAML: nesting exceeded']],
  ['aliases without end', `a: &a [1]\nb: [${'*a, '.repeat(5_000)}]`, ['orrery.yaml:']],
  [
    'a text in place of a list',
    'ignore: examples',
    ['orrery.yaml:1 `ignore` must be a list of paths; this is "examples".'],
  ],
  [
    'a path out of the repository',
    'checks:\n  paths:\n    - ok\n    - ../up',
    [
      'orrery.yaml:4 Entry 2 of `paths` must be a path or glob inside the repository, relative to its root; this is "../up".',
    ],
  ],
  [
    'a name taken',
    'services:\n  - name: a\n  - name: b\n    formerly: [a]',
    ['orrery.yaml:3 The service name `a` is taken: line 2 uses it too.'],
  ],
  [
    'sub-issues below nothing',
    'issues:\n  grouping: area\n  subIssues: true',
    [
      'orrery.yaml:3 `issues.subIssues` needs one issue for each service to put them below. Write `grouping: service` beside it, or take `subIssues` out.',
    ],
  ],
  [
    'promises that cannot be meant',
    `services:
  - name: shop
    objectives:
      - { indicator: availability, target: 0.999, window: 30d }
      - { indicator: speed, target: 100, window: 30 }
    dependencies:
      - { name: cards, target: 99.9%, criticality: essential }
    response: { acknowledge: 5 }
`,
    [
      'orrery.yaml:4 `target` must be a percentage above 1 and below 100, such as 99.9; this is 0.999.',
      'orrery.yaml:5 `indicator` must be one of availability, latency, freshness; this is "speed".',
      'orrery.yaml:5 `target` must be a percentage above 1 and below 100, such as 99.9; this is 100.',
      'orrery.yaml:5 `window` must be hours, days or weeks, such as 30d; this is 30.',
      'orrery.yaml:7 `criticality` must be one of hard, soft; this is "essential".',
      'orrery.yaml:7 `target` must be a percentage above 1 and below 100, such as 99.9; this is "99.9%".',
      'orrery.yaml:8 `acknowledge` must be a duration such as 30d, 5m or 300ms; this is 5.',
    ],
  ],
  [
    'promises that stand twice, and a service that needs itself',
    `services:
  - name: shop
    objectives:
      - { indicator: latency, target: 99, window: 30d }
      - { indicator: latency, target: 95, window: 30d }
    dependencies:
      - { name: shop }
      - { name: cards }
      - { name: cards }
`,
    [
      'orrery.yaml:7 The service `shop` cannot depend on itself.',
      'orrery.yaml:9 `cards` stands twice under `dependencies`.',
      'orrery.yaml:5 `latency` stands twice under `objectives`. Give each a `name` of its own.',
    ],
  ],
  ['a pod template of no kind', 'podTemplates:\n  WebApp: spec', ['orrery.yaml:2 `WebApp` must be a `group/Kind`.']],
  [
    'all at once, by line',
    'services:\n  - nmae: a\n    tier: "1"\n    type: servce\nprofile: 7\n',
    [
      'orrery.yaml:2 `name` is missing in entry 1 of `services`.',
      'orrery.yaml:2 Unknown key `nmae`. Did you mean `name`?',
      'orrery.yaml:3 `tier` must be one of 1, 2, 3; this is "1". Did you mean `1`?',
      'orrery.yaml:4 `type` must be one of service, worker, library, infrastructure, chart; this is "servce". Did you mean `service`?',
      'orrery.yaml:5 `profile` must be a name of letters, digits, dots, dashes and underscores; this is 7.',
    ],
  ],
])('refused: %s', async (_, text, expected) => {
  const said = await complaints(loadConfig({ root: writeTree({ 'orrery.yaml': text }) }));
  expect(said).toHaveLength(expected.length);
  for (const [index, start] of expected.entries()) expect(said[index]?.startsWith(start), said[index]).toBe(true);
});

test('two configurations, a link out of the tree, a folder, and a file that is not there', async () => {
  const two = writeTree({ 'orrery.yaml': '', 'orrery.yml': '' });
  expect(await complaints(loadConfig({ root: two }))).toEqual([
    'orrery.yml:1 orrery.yaml and orrery.yml both exist. Keep one of them.',
  ]);
  const linked = writeTree({});
  symlinkSync(join(two, 'orrery.yaml'), join(linked, 'orrery.yaml'));
  expect(await complaints(loadConfig({ root: linked }))).toEqual([
    'orrery.yaml:1 This is a link out of the repository, which is not followed.',
  ]);
  const folder = writeTree({ 'orrery.yaml/a': '' });
  expect(await complaints(loadConfig({ root: folder }))).toEqual(['orrery.yaml:1 This is not a file.']);
  expect(await complaints(loadConfig({ root: folder, file: 'own.yaml' }))).toEqual([
    'The configuration own.yaml does not exist.',
  ]);
  const large = writeTree({ 'orrery.yaml': `# ${'x'.repeat(1024 * 1024)}` });
  expect(await complaints(loadConfig({ root: large }))).toEqual(['orrery.yaml:1 This file is larger than 1 MiB.']);
});

const whole = '- check: a/b\n  reason: r\n  owner: o\n  approver: p\n';

test('everything that is wrong with waivers and attestations, at once', async () => {
  const root = writeTree({
    'w.yaml': `${whole}  expires: 2026-02-30\n${whole}  expires: soon\n- check: a b\n  reason: ' '\n`,
    'v.yaml': `${whole}  created: 2026-03-01\n  expires: 2026-02-01\n`,
    'a.yaml': '- check: a/b\n  by: ann\n  on: 2026-01-01\n  evidnce: link\n',
  });
  const settings = { waivers: ['w.yaml', 'v.yaml', 'gone.yaml'], attestations: ['a.yaml'] };
  expect(await complaints(loadOverrides(root, settings))).toEqual([
    'w.yaml:5 `expires` must be a calendar day, such as 2026-12-31; this is "2026-02-30".',
    'w.yaml:10 `expires` must be a calendar day, such as 2026-12-31; this is "soon".',
    'w.yaml:11 `owner` is missing in entry 3.',
    'w.yaml:11 `approver` is missing in entry 3.',
    'w.yaml:11 `expires` is missing in entry 3.',
    'w.yaml:11 `check` must be the id of a check, or a glob of ids such as `redundancy/*`; this is "a b".',
    'w.yaml:12 `reason` must be a text; this is " ".',
    'v.yaml:1 `expires` (2026-02-01) is before `created` (2026-03-01).',
    'The configuration names gone.yaml under `waivers`, and it does not exist.',
    'a.yaml:1 `evidence` is missing in entry 1.',
    'a.yaml:4 Unknown key `evidnce`. Did you mean `evidence`?',
  ]);
});

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newRepository, type Repository } from './git-repository.ts';
import { budget, deployment, service } from './manifests.ts';
import { named, since } from './since-of.ts';

const shop = {
  'deploy/web.yaml': deployment('web'),
  'deploy/web-service.yaml': service('web'),
  'deploy/web-budget.yaml': budget('web', 2),
  'README.md': '# Shop\n',
};

/** A repository with a commit on `main`, on a branch of its own. */
function changing(files: { readonly [path: string]: string } = shop): Repository {
  const repository = newRepository();
  repository.commit(files);
  repository.git('checkout', '-q', '-b', 'change');
  return repository;
}

describe('what a change does', () => {
  test('a new gap, with its line', async () => {
    const { root, commit } = changing();
    commit({ 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    const { comparison } = await since(root);
    expect(named(comparison.new)).toContain('redundancy/min-replicas web');
    const gap = comparison.new.find(({ check }) => check === 'redundancy/min-replicas');
    expect(gap).toMatchObject({ before: 'pass', after: 'fail', blocking: true });
    expect(gap?.evidence?.place).toMatchObject({ file: 'deploy/web.yaml', line: 6 });
    expect(comparison.changedLines).toEqual({ 'deploy/web.yaml': [[6, 6]] });
  });

  test('a gap that is fixed', async () => {
    const { root, commit } = changing({ ...shop, 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    commit({ 'deploy/web.yaml': deployment('web') });
    const { comparison } = await since(root);
    expect(named(comparison.fixed)).toContain('redundancy/min-replicas web');
    expect(comparison.worse).toEqual([]);
    expect(comparison.new.filter(({ before }) => before !== undefined)).toEqual([]);
  });

  test('debt that is not touched says nothing', async () => {
    const { root, commit } = changing({ ...shop, 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    commit({ 'README.md': '# The shop\n' });
    const { comparison } = await since(root);
    const { new: fresh, worse, fixed, removed, unknown } = comparison;
    expect([fresh, worse, fixed, removed, unknown].flat()).toEqual([]);
    expect(comparison.unchanged).toBeGreaterThan(5);
  });

  test('a literal that became a variable is worse, never fixed', async () => {
    const { root, commit } = changing();
    commit({ 'deploy/web.yaml': deployment('web', { replicas: '${REPLICAS}' }) });
    const { comparison } = await since(root);
    const change = comparison.worse.find(({ check }) => check === 'redundancy/min-replicas');
    expect(change).toMatchObject({ before: 'pass', after: 'unknown' });
    expect(comparison.fixed).toEqual([]);
  });

  test('a gap whose value became a variable is not fixed', async () => {
    const { root, commit } = changing({ ...shop, 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    commit({ 'deploy/web.yaml': deployment('web', { replicas: '${REPLICAS}' }) });
    const { comparison } = await since(root);
    expect(named(comparison.unknown)).toContain('redundancy/min-replicas web');
    expect(comparison.fixed).toEqual([]);
  });

  test('a workload that vanished is removed, not fixed', async () => {
    const files = {
      ...shop,
      'deploy/old.yaml': deployment('old', { replicas: 1 }),
      'deploy/old-service.yaml': service('old'),
    };
    const { root, commit } = changing(files);
    commit({ 'deploy/old.yaml': undefined, 'deploy/old-service.yaml': undefined });
    const { comparison } = await since(root);
    expect(named(comparison.removed)).toContain('redundancy/min-replicas old');
    expect(comparison.fixed).toEqual([]);
    expect(comparison.subjectsRemoved).toContainEqual({ kind: 'workload', id: 'old', service: 'shop' });
  });

  test('a renamed file changes nothing', async () => {
    const { root, git, commit } = changing({ ...shop, 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    git('mv', 'deploy', 'manifests');
    commit();
    const { comparison } = await since(root);
    const { new: fresh, worse, fixed, removed } = comparison;
    expect([fresh, worse, fixed, removed].flat()).toEqual([]);
  });

  test('what is not committed counts, and what git does not know yet', async () => {
    const { root, write } = changing();
    write({
      'deploy/web.yaml': deployment('web', { readiness: false }),
      'deploy/api.yaml': deployment('api', { replicas: 1 }),
      'deploy/api-service.yaml': service('api'),
    });
    const { comparison } = await since(root);
    expect(named(comparison.new)).toContain('redundancy/min-replicas api');
    expect(named(comparison.new)).toContain('health/readiness-probe web/server');
  });

  test('a branch behind main is not blamed for what main did', async () => {
    const { root, git, commit } = changing();
    commit({ 'README.md': '# The shop\n' });
    git('checkout', '-q', 'main');
    commit({ 'deploy/web.yaml': deployment('web', { replicas: 9 }), 'deploy/api.yaml': deployment('api') });
    git('checkout', '-q', 'change');
    const { comparison } = await since(root);
    const { new: fresh, worse, fixed, removed, subjectsRemoved } = comparison;
    expect([fresh, worse, fixed, removed, subjectsRemoved].flat()).toEqual([]);
  });

  test('only the folder that is reviewed counts, by its own paths', async () => {
    const files = Object.fromEntries(Object.entries(shop).map(([path, text]) => [`shop/${path}`, text]));
    const { root, commit } = changing({ ...files, 'other/api.yaml': deployment('api') });
    commit({ 'shop/deploy/web.yaml': deployment('web', { replicas: 1 }), 'other/api.yaml': undefined });
    const { comparison } = await since(join(root, 'shop'));
    expect(named(comparison.new)).toContain('redundancy/min-replicas web');
    expect(comparison.subjectsRemoved).toEqual([]);
    expect(comparison.changedLines).toEqual({ 'deploy/web.yaml': [[6, 6]] });
  });

  test('what a sparse checkout leaves out is not gone', async () => {
    const { root, git, commit } = changing({ ...shop, 'docs/api.yaml': deployment('api') });
    commit({ 'deploy/web.yaml': deployment('web', { grace: 50 }), 'docs/api.yaml': deployment('api', { grace: 50 }) });
    git('sparse-checkout', 'set', '--no-cone', '/*', '!/docs/');
    const { comparison } = await since(root);
    expect([comparison.new, comparison.worse, comparison.removed, comparison.subjectsRemoved].flat()).toEqual([]);
  });

  test('links are followed on neither side', async () => {
    const { root, commit } = changing();
    symlinkSync('/etc/hosts', join(root, 'deploy/hosts.yaml'));
    symlinkSync('../..', join(root, 'deploy/loop'));
    commit();
    symlinkSync('web.yaml', join(root, 'deploy/also.yaml'));
    const { comparison } = await since(root, { since: { ref: 'HEAD' } });
    expect([comparison.new, comparison.worse, comparison.removed].flat()).toEqual([]);
  });
});

describe('what governs is what the base has', () => {
  const waiver = (expires: string) => `- check: redundancy/min-replicas
  reason: none
  owner: me
  approver: another
  created: 2026-10-01
  expires: ${expires}
`;

  test('a change cannot waive itself', async () => {
    const { root, commit } = changing();
    commit({
      'deploy/web.yaml': deployment('web', { replicas: 1 }),
      '.orrery/waivers.yaml': waiver('2027-01-01'),
    });
    const { comparison } = await since(root);
    expect(named(comparison.new)).toContain('redundancy/min-replicas web');
    expect(comparison.governance).toMatchObject([
      {
        kind: 'waiver',
        loosens: true,
        text: 'The waiver for redundancy/min-replicas is added, until 2027-01-01.',
        place: { file: '.orrery/waivers.yaml', line: 1 },
      },
    ]);
  });

  test('a waiver of the base holds, and its extension is said', async () => {
    const files = { ...shop, 'deploy/web.yaml': deployment('web', { replicas: 1 }) };
    const { root, commit } = changing({ ...files, '.orrery/waivers.yaml': waiver('2027-01-01') });
    commit({ '.orrery/waivers.yaml': waiver('2028-01-01') });
    const { comparison, overrides } = await since(root, { now: new Date('2026-10-10T00:00:00Z') });
    expect(overrides).toMatchObject([{ expires: '2027-01-01', state: 'used', recorded: { on: '2026-10-01' } }]);
    expect(comparison.governance?.map(({ text }) => text)).toEqual([
      'The waiver for redundancy/min-replicas is extended, from 2027-01-01 to 2028-01-01.',
    ]);
  });

  test.each([
    ['profile: launch\n', 'profile: quarterly\n', 'The profile changes from launch to quarterly.'],
    [
      'checks: {}\n',
      'checks: { disable: [redundancy/min-replicas] }\n',
      'The check redundancy/min-replicas is turned off.',
    ],
    ['ignore: []\n', 'ignore: [deploy/**]\n', 'Files that match deploy/** are left out.'],
    [
      'services: [{ name: web, tier: 1 }]\n',
      'services: [{ name: web, tier: 3 }]\n',
      'The tier of web changes from 1 to 3.',
    ],
  ])('%j to %j is said and not applied', async (before, after, text) => {
    const { root, commit } = changing({ ...shop, 'orrery.yaml': before });
    commit({ 'orrery.yaml': after, 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    const { comparison } = await since(root);
    expect(named(comparison.new)).toContain('redundancy/min-replicas web');
    expect(comparison.governance?.map((change) => change.text)).toContain(text);
    expect(comparison.governance?.find((change) => change.text === text)).toMatchObject({
      loosens: true,
      place: { file: 'orrery.yaml' },
    });
  });

  test('the tier of a catalogue entry too', async () => {
    const entry = (tier: number) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: web
  annotations: { orrery.dev/tier: "${tier}" }
spec: { type: service, owner: team-a, lifecycle: production }
`;
    const { root, commit } = changing({ ...shop, 'catalog-info.yaml': entry(1) });
    commit({ 'catalog-info.yaml': entry(3).replace('team-a', 'team-b') });
    const { comparison, services } = await since(root);
    expect(services).toMatchObject([{ name: 'web', owner: 'team-a' }]);
    expect(comparison.governance?.map(({ text }) => text)).toContain('The owner of web changes to team-b.');
  });

  test('a configuration that cannot be read any more is said as what it is', async () => {
    const { root, commit } = changing({ ...shop, 'orrery.yaml': 'profile: launch\n' });
    commit({ 'orrery.yaml': 'profil: launch\n' });
    const { comparison } = await since(root);
    expect(comparison.governance).toMatchObject([{ broken: true, place: { file: 'orrery.yaml', line: 1 } }]);
  });

  test('a configuration that the base cannot read is mended by a change', async () => {
    const { root, commit } = changing({ ...shop, 'orrery.yaml': 'profil: launch\n' });
    commit({ 'orrery.yaml': 'profile: launch\n' });
    const { comparison } = await since(root);
    expect(comparison.warnings[0]).toMatch(/^What governs the review cannot be read in the base \(orrery\.yaml:1\): /);
    expect(comparison.governance).toEqual([]);
  });

  test('checks of the team come from the base', async () => {
    const check = (minimum: number) => `id: redundancy/team-replicas
title: Enough instances run
failTitle: Too few instances run
severity: high
tiers: [block, block, block]
subject: workload
expect:
  replicas.min: { minimum: ${minimum} }
why: A team asks for more.
fix: Run more.
examples:
  - pass: { replicas: { min: 9 } }
  - fail: { replicas: { min: 1 } }
`;
    const { root, commit } = changing({
      ...shop,
      'orrery.yaml': 'checks: { paths: [checks] }\n',
      'checks/redundancy/team-replicas.yaml': check(3),
    });
    commit({ 'checks/redundancy/team-replicas.yaml': check(1), 'deploy/web.yaml': deployment('web', { replicas: 2 }) });
    const { comparison } = await since(root);
    expect(named(comparison.new)).toContain('redundancy/team-replicas web');
    expect(comparison.governance?.map(({ text }) => text)).toEqual([
      'The check redundancy/team-replicas asks something else.',
    ]);
  });
});

describe('what cannot be compared', () => {
  test.each([
    ['no such branch', 'nowhere', 'There is no commit nowhere here.'],
    ['an option in place of a branch', '--output=x', 'There is no commit --output=x here.'],
    ['an empty name', '', 'There is no commit  here.'],
  ])('%s', async (_name, ref, message) => {
    const { root } = changing();
    await expect(since(root, { since: { ref } })).rejects.toThrow(message);
  });

  test('a folder outside git', async () => {
    const { root, git } = newRepository();
    git('init', '-q');
    await expect(since(root)).rejects.toThrow('There is no commit here to compare with.');
  });

  test('branches that have nothing in common', async () => {
    const { root, git, commit } = changing();
    git('checkout', '-q', '--orphan', 'other');
    commit({ 'README.md': 'other\n' });
    await expect(since(root)).rejects.toThrow('main and HEAD have no commit in common.');
  });

  test('a shallow clone says what to fetch', async () => {
    const origin = changing();
    origin.commit({ 'README.md': 'more\n' });
    origin.git('checkout', '-q', 'main');
    origin.commit({ 'CHANGES.md': 'more\n' });
    const { root, git } = newRepository();
    git('fetch', '-q', '--depth=1', `file://${origin.root}`, '+refs/heads/*:refs/remotes/origin/*');
    git('checkout', '-q', 'origin/change');
    await expect(since(root, { since: { ref: 'origin/main' } })).rejects.toMatchObject({
      message: 'The history here is too short to find where origin/main and HEAD part.',
      problems: [{ hint: expect.stringContaining('fetch-depth: 0') }],
    });
  });

  test('a partial clone lacks what the base held', async () => {
    const origin = changing();
    origin.commit({ 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const { root, git } = newRepository();
    git('remote', 'set-url', 'origin', `file://${origin.root}`);
    git('fetch', '-q', '--filter=blob:none', 'origin', '+refs/heads/*:refs/remotes/origin/*');
    git('checkout', '-q', 'origin/change');
    await expect(since(root, { since: { ref: 'origin/main' } })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^What deploy\/web\.yaml held in [0-9a-f]{40} is not here: this is a partial clone\.$/,
      ),
    });
  });

  test('a commit that is named exactly needs no history', async () => {
    const origin = changing();
    origin.commit({ 'deploy/web.yaml': deployment('web', { replicas: 1 }) });
    const { root, git } = newRepository();
    git('fetch', '-q', '--depth=1', `file://${origin.root}`, '+refs/heads/*:refs/remotes/origin/*');
    git('checkout', '-q', 'origin/change');
    const { comparison } = await since(root, { since: { commit: 'origin/main' } });
    expect(named(comparison.new)).toContain('redundancy/min-replicas web');
  });

  test('an environment that was rendered elsewhere, on one side only', async () => {
    const { root } = changing();
    const rendered = [{ environment: 'prod', directory: '/tmp/rendered' }];
    await expect(since(root, { rendered })).rejects.toMatchObject({
      problems: [{ hint: 'Render the base too, and pass --base-rendered prod=DIR.' }],
    });
  });
});

describe('what no reader looks into', () => {
  test('is not read twice, and its dates still count', async () => {
    const files = {
      ...shop,
      'src/main.go': 'package main\n',
      '.orrery/attestations.yaml': `- check: ownership/on-call
  by: ann
  on: 2026-09-01
  evidence: seen
  scope: [src/**]
`,
    };
    const { root, commit } = changing(files);
    commit({ 'src/main.go': 'package main // new\n' });
    const { comparison } = await since(root);
    expect([comparison.new, comparison.worse, comparison.fixed, comparison.removed].flat()).toEqual([]);
    expect(comparison.unchanged).toBeGreaterThan(5);
  });
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { UserError } from '../../src/errors.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

const own = `id: health/kind
title: A kind
failTitle: No kind
severity: low
subject: workload
expect:
  kind: { enum: { $param: kinds } }
params:
  kinds: { default: [Deployment], means: "Which." }
why: Because.
fix: Change it.
`;

interface Input {
  readonly team?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

async function load({ team = {}, params = {} }: Input) {
  const root = writeFiles(team);
  const paths = Object.keys(team).length > 0 ? [join(root, 'readiness')] : [];
  return loadCatalog({ builtIn: writeFiles(smallCatalog), paths, params, root });
}

async function problemsOf(input: Input): Promise<readonly string[]> {
  const error = await load(input).then(
    () => new Error('nothing was wrong'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error.problems.map(
    ({ message, hint, place }) => `${place ? `${place.file}:${place.line} ` : ''}${message}${hint ? ` ${hint}` : ''}`,
  );
}

test("a team's own check and profile join the built-in ones", async () => {
  const profile = 'id: kinds\ntitle: Kinds\nselect:\n  checks: [health/*]\nblocks: [block]\n';
  const catalog = await load({ team: { 'readiness/health/kind.yaml': own, 'readiness/profiles/kinds.yaml': profile } });
  expect(catalog.checks.map(({ check }) => [check.id, check.origin])).toEqual([
    ['health/grace', 'built-in'],
    ['health/kind', 'readiness/health/kind.yaml'],
    ['redundancy/min-replicas', 'built-in'],
  ]);
  expect(catalog.profiles.map(({ id, select }) => [id, select.checks])).toEqual([
    ['launch', undefined],
    ['kinds', ['health/kind']],
  ]);
  expect(catalog.ladder[0]?.checks).toEqual(['redundancy/min-replicas']);
});

test.each([
  [
    'a built-in id',
    { 'readiness/health/grace.yaml': own.replace('health/kind', 'health/grace') },
    'readiness/health/grace.yaml:1 `health/grace` is already the id of a check (built in).',
  ],
  [
    'the former id of a built-in check',
    { 'readiness/redundancy/replicas.yaml': own.replace('health/kind', 'redundancy/replicas') },
    'readiness/redundancy/replicas.yaml:1 `redundancy/replicas` is already the id of a check (built in).',
  ],
  [
    'a built-in profile',
    { 'readiness/profiles/launch.yaml': smallCatalog['profiles/launch.yaml'] ?? '' },
    'readiness/profiles/launch.yaml:1 `launch` is a built-in profile.',
  ],
  [
    'a profile of an unknown check',
    { 'readiness/profiles/mine.yaml': 'id: mine\ntitle: M\nselect:\n  include: [health/gracee]\nblocks: []\n' },
    'readiness/profiles/mine.yaml:4 No check matches `health/gracee`. Did you mean health/grace?',
  ],
  ['a file of a megabyte', { 'readiness/health/big.yaml': `# ${'x'.repeat(1_000_000)}` }, 'at most 262144 are read'],
  ['aliases without end', { 'readiness/health/bomb.yaml': bomb() }, 'Excessive alias count'],
])('%s is refused', async (_, team, message) => {
  expect((await problemsOf({ team })).join('\n')).toContain(message);
});

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++)
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}

test.each([
  ['a plain value holds for all tiers', 5, 'at least 5', undefined],
  [
    'a value for a tier keeps the default',
    { tiers: { '2': 4 } },
    'at least 2',
    { '1': 'at least 3', '2': 'at least 4' },
  ],
  ['a default keeps the values for tiers', { default: 1 }, 'at least 1', { '1': 'at least 3' }],
])('%s', async (_, minimum, base, byTier) => {
  const catalog = await load({ params: { 'redundancy/min-replicas': { minimum } } });
  const compiled = catalog.checks.find(({ check }) => check.id === 'redundancy/min-replicas');
  expect(compiled?.expect[0]?.wanted).toBe(base);
  const tiers =
    compiled?.byTier &&
    Object.entries(compiled.byTier).map(
      ([
        tier,
        {
          expect: [only],
        },
      ]) => [tier, only?.wanted],
    );
  expect(tiers && Object.fromEntries(tiers)).toEqual(byTier);
});

test('a former id names the check', async () => {
  const catalog = await load({ params: { 'redundancy/replicas': { minimum: 7 } } });
  expect(
    catalog.checks
      .find(({ check }) => check.id === 'redundancy/min-replicas')
      ?.expect[0]?.test({ replicas: { min: 6 } }),
  ).toBe(false);
});

test("a team's own parameters can be set as well", async () => {
  const catalog = await load({
    team: { 'readiness/health/kind.yaml': own },
    params: { 'health/kind': { kinds: ['Job'] } },
  });
  const [only] = catalog.checks.find(({ check }) => check.id === 'health/kind')?.expect ?? [];
  expect([only?.wanted, only?.test({ kind: 'Job' }), only?.test({ kind: 'Deployment' })]).toEqual(['Job', true, false]);
});

test.each([
  [
    'an unknown check',
    { 'redundancy/min-replica': { minimum: 2 } },
    '`checks.params` names the check `redundancy/min-replica`, which does not exist. Did you mean redundancy/min-replicas?',
  ],
  [
    'an unknown parameter',
    { 'redundancy/min-replicas': { minimun: 2 } },
    '`checks.params` for redundancy/min-replicas sets `minimun`, which is no parameter of it. Did you mean minimum?',
  ],
  [
    'a value of another type',
    { 'redundancy/min-replicas': { minimum: '2' } },
    '`checks.params` for redundancy/min-replicas: `minimum` must be a number; this is "2".',
  ],
  [
    'a tier that does not exist',
    { 'redundancy/min-replicas': { minimum: { tiers: { '9': 2 } } } },
    '`checks.params` for redundancy/min-replicas: `minimum` must be given for the tiers 1, 2 and 3; this is {"tiers":{"9":2}}.',
  ],
])('%s among the parameters', async (_, params, message) => {
  expect(await problemsOf({ params })).toEqual([message]);
});

test('the digest follows own checks and parameters', async () => {
  const digests = await Promise.all([
    load({}),
    load({ team: { 'readiness/health/kind.yaml': own } }),
    load({ params: { 'redundancy/min-replicas': { minimum: 5 } } }),
  ]);
  expect(new Set(digests.map(({ digest }) => digest)).size).toBe(3);
});

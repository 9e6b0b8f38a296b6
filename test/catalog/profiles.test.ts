import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { isBlocking, isSelected } from '../../src/lib/bindings.ts';
import type { Tier } from '../../src/types/config.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });
const checks = new Map(catalog.checks.map(({ check }) => [check.id, check]));
const tiers: readonly Tier[] = [1, 2, 3];

function profileNamed(name: string) {
  const profile = catalog.profiles.find(({ id }) => id === name);
  if (!profile) throw new Error(`There is no profile ${name}.`);
  return profile;
}

function selected(name: string, tier: Tier): readonly string[] {
  const profile = profileNamed(name);
  return [...checks.values()].filter((check) => isSelected(check, profile, tier)).map(({ id }) => id);
}

describe('launch', () => {
  const launch = profileNamed('launch');

  test.each(tiers)('tier %i: every critical check that blocks, and nothing below high', (tier) => {
    const blocking = [...checks.values()].filter(
      (check) => check.severity === 'critical' && !check.optional && isBlocking(check, launch, tier),
    );
    expect(selected('launch', tier)).toEqual(expect.arrayContaining(blocking.map(({ id }) => id)));
    const severities = new Set(selected('launch', tier).map((id) => checks.get(id)?.severity));
    expect([...severities].sort()).toEqual(['critical', 'high']);
  });

  test('names highs only, each of which blocks the launch of what matters most', () => {
    const named = launch.select.include ?? [];
    const others = named.filter((id) => {
      const check = checks.get(id);
      return check?.severity !== 'high' || check.optional || !isBlocking(check, launch, 1);
    });
    expect(others).toEqual([]);
    expect(named.length).toBeLessThanOrEqual(30);
  });
});

test('a check of a team that blocks is part of the launch, whatever its severity', () => {
  const [some] = [...checks.values()].filter(({ severity, optional }) => severity === 'low' && !optional);
  if (!some) throw new Error('There is no low check.');
  const tiersOf = { tiers: ['block', 'require', 'skip'] } as const;
  const launch = profileNamed('launch');
  expect(isSelected({ ...some, ...tiersOf }, launch, 1)).toBe(false);
  const own = { ...some, ...tiersOf, origin: 'readiness/x.yaml' };
  expect(tiers.map((tier) => isSelected(own, launch, tier))).toEqual([true, false, false]);
});

describe.each(['pull-request', 'quarterly'])('%s', (name) => {
  test.each(tiers)('tier %i: everything that the tier does not skip, and no opinion', (tier) => {
    const all = [...checks.values()].filter((check) => !check.optional && check.tiers[tier - 1] !== 'skip');
    expect(selected(name, tier)).toEqual(all.map(({ id }) => id));
  });
});

describe('aws-orr', () => {
  const { questions = [] } = profileNamed('aws-orr');

  test('has the 51 questions of the lens, each once', () => {
    const pillars = Map.groupBy(questions, ({ id }) => pillarOf(id));
    expect([...pillars].map(([pillar, list]) => [pillar, list.length])).toEqual([
      ['architecture', 20],
      ['release_quality', 14],
      ['event_management', 17],
    ]);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(51);
  });

  test.each(questions.map((question) => [question.id, question] as const))(
    '%s is answered for every tier that anybody reviews',
    (_, { checks: answers }) => {
      for (const tier of [1, 2] as const) {
        expect(answers.filter((id) => selected('aws-orr', tier).includes(id))).not.toEqual([]);
      }
    },
  );

  test('every reference to the lens names one of its questions', () => {
    const known = new Set(questions.map(({ id }) => id));
    const wrong = [...checks.values()].flatMap(({ id, references }) =>
      references
        .filter(({ framework, id: question }) => framework === 'aws-orr' && !known.has(question ?? ''))
        .map((reference) => [id, reference.id]),
    );
    expect(wrong).toEqual([]);
  });
});

/** The lens names its questions after their pillar, but for three. */
function pillarOf(id: string): string {
  const others: { readonly [id: string]: string } = {
    well_architected: 'architecture',
    automation_of_test_coverage: 'release_quality',
    underlying_dependencies: 'event_management',
  };
  if (others[id] !== undefined) return others[id];
  return id.startsWith('architecture_')
    ? 'architecture'
    : id.startsWith('releases_')
      ? 'release_quality'
      : 'event_management';
}

describe('questions of a profile', () => {
  const head = 'id: ours\ntitle: Ours\nframework: our-lens\nquestions:\n';
  const tail = 'blocks: [block]\n';
  const load = (questions: string) =>
    loadCatalog({
      builtIn: writeFiles({ ...smallCatalog, 'profiles/ours.yaml': `${head}${questions}${tail}` }),
      paths: [],
      params: {},
    });

  test('are answered by checks that they name', async () => {
    const { profiles } = await load('  - { id: q1, title: One, checks: [health/grace] }\n');
    const [ours] = profiles.filter(({ id }) => id === 'ours');
    expect(ours).toEqual({
      id: 'ours',
      title: 'Ours',
      blocks: ['block'],
      select: { checks: ['health/grace'] },
      questions: [{ id: 'q1', title: 'One', checks: ['health/grace'] }],
    });
  });

  test.each([
    ['nothing answers one', '  - { id: q1, title: One }\n', 'No check answers the question `q1`'],
    ['one stands twice', '  - { id: q1, title: One, checks: [health/grace] }\n'.repeat(2), '`q1` stands twice'],
    ['a check is not', '  - { id: q1, title: One, checks: [health/grase] }\n', 'No check matches `health/grase`'],
    ['a title is missing', '  - { id: q1, checks: [health/grace] }\n', '`title` is missing'],
  ])('refuses that %s', async (_, questions, message) => {
    await expect(load(questions)).rejects.toThrow(message);
  });
});

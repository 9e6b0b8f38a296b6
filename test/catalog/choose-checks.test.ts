import { expect, test } from 'vitest';
import { chooseChecks } from '../../src/catalog/choose-checks.ts';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { isBlocking, isSelected } from '../../src/lib/bindings.ts';
import type { CheckSettings, Tier } from '../../src/types/config.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

const nothing: CheckSettings = { paths: [], disable: [], enable: [], params: {} };
const strict = 'id: strict\ntitle: Strict\nselect:\n  include: [health/grace]\nblocks: [block, require, recommend]\n';

function load() {
  return loadCatalog({
    builtIn: writeFiles({ ...smallCatalog, 'profiles/strict.yaml': strict }),
    paths: [],
    params: {},
  });
}

test.each<[string, string, Partial<CheckSettings>, Tier, readonly (readonly [string, boolean])[]]>([
  ['a check that blocks', 'launch', {}, 1, [['redundancy/min-replicas', true]]],
  ['a check that is required only', 'launch', {}, 2, [['redundancy/min-replicas', false]]],
  ['a check that its tier skips', 'launch', {}, 3, []],
  ['an opinion that the profile includes', 'strict', {}, 3, [['health/grace', true]]],
  ['an opinion that the configuration turns on', 'launch', { enable: ['health/*'] }, 3, [['health/grace', false]]],
  ['a check that the configuration turns off by a former id', 'launch', { disable: ['redundancy/replicas'] }, 1, []],
])('%s', async (_, name, settings, tier, expected) => {
  const { checks, profile } = chooseChecks(await load(), name, { ...nothing, ...settings });
  const selected = checks.filter(({ check }) => isSelected(check, profile, tier));
  expect(selected.map(({ check }) => [check.id, isBlocking(check, profile, tier)])).toEqual(expected);
});

test('names that mean nothing come together, each with a suggestion', async () => {
  const catalog = await load();
  const settings = { ...nothing, enable: ['health/grase'], disable: ['capacity/*'] };
  expect(() => chooseChecks(catalog, 'lunch', settings)).toThrow(
    /profile "lunch"[\s\S]*names "health\/grase"[\s\S]*names "capacity\/\*"/,
  );
});

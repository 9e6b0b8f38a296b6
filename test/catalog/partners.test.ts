import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import type { Check } from '../../src/types/check.ts';

const catalog = await loadCatalog({ builtIn: join(import.meta.dirname, '../../checks'), paths: [], params: {} });
const checks = catalog.checks.map(({ check }) => check);

/** Facts that make a service safer by being there at all: removing one must never be the way to a better score. */
function safeguards(check: Check): readonly string[] {
  const facts = catalog.vocabulary?.[check.subject]?.facts ?? {};
  return Object.keys(facts).filter((path) => facts[path]?.safer?.includes('present'));
}

/** The safeguards that a check needs before it applies. */
function needed(check: Check): readonly string[] {
  return safeguards(check).filter((path) =>
    Object.entries(check.when).some(([fact, schema]) => schema !== 'absent' && isAtOrBelow(fact, path)),
  );
}

function isAtOrBelow(fact: string, path: string): boolean {
  return fact === path || fact.startsWith(`${path}.`);
}

function demands(check: Check, path: string): boolean {
  return Object.entries(check.expect).some(([fact, schema]) => isAtOrBelow(fact, path) && schema !== 'absent');
}

const pairs = checks.flatMap((check) => needed(check).map((path) => [check.id, path, check] as const));

test.each(pairs)('%s applies when %s is there, and another check demands that it is', (_id, path, check) => {
  const partners = checks.filter(
    (other) => other.subject === check.subject && demands(other, path) && !needed(other).includes(path),
  );
  expect(partners.map(({ id }) => id)).not.toEqual([]);
});

test('some check needs a safeguard', () => {
  expect(pairs.length).toBeGreaterThan(0);
});

import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/catalog/load-built-in.ts';
import { judgeRow } from './judge-row.ts';
import { isMisnamed, isOutOfScope, matchRow, namesNoRow, peerCheckOf } from './match-row.ts';
import { readMapping } from './read-mapping.ts';
import { readRows } from './read-rows.ts';

/** Deliberate disagreements stay below this share. */
const A_QUARTER = 0.25;

const mapping = readMapping();
const rows = readRows().map((row) => ({ ...row, match: matchRow(row, mapping) }));
const byPeerCheck = Map.groupBy(rows, peerCheckOf);
const mapped = Object.entries(mapping.checks).flatMap(([name, entry]) =>
  isOutOfScope(entry) ? [] : [[name, entry] as const],
);

if (rows.length === 0) console.warn('The verdicts of peers are not compared: ../shared/truth is not there.');

describe.runIf(rows.length > 0)('the verdicts of peers', () => {
  test.each(mapped)('%s', async (name, { ours }) => {
    const verdicts = (byPeerCheck.get(name) ?? []).map(async (row) => ({
      file: row.file,
      config: row.config,
      theyExpect: row.expect,
      weShouldSay: row.match.weSay,
      weSay: await judgeRow(row, { ours, mapping }),
    }));
    const wrong = (await Promise.all(verdicts)).filter(({ weSay, weShouldSay }) => weSay !== weShouldSay);
    expect(wrong).toEqual([]);
  });
});

describe.runIf(rows.length > 0)('the table', () => {
  test('maps every expectation', () => {
    expect(rows.filter(({ match }) => match.as === 'unmapped')).toEqual([]);
  });

  test('names nothing that is not there', () => {
    const unused = Object.keys(mapping.checks).filter((name) => !byPeerCheck.has(name));
    const stale = mapped.flatMap(([name, entry]) => namesNoRow(entry, byPeerCheck.get(name) ?? []));
    expect([...unused, ...stale]).toEqual([]);
  });

  test('names checks that we have', async () => {
    const { catalog } = await loadBuiltIn();
    const ids = catalog.checks.map(({ check }) => check.id);
    expect(mapped.flatMap(([, { ours }]) => ours).filter((check) => !ids.includes(check))).toEqual([]);
  });

  test('calls nothing a disagreement that is none', () => {
    expect(rows.filter((row) => isMisnamed(row, row.match))).toEqual([]);
  });

  test('explains every setting of the runs', () => {
    const { floors, leftOut, withoutMeaning } = mapping;
    const explained = [floors, leftOut, withoutMeaning].flatMap((settings) => Object.keys(settings));
    const settings = rows.flatMap(({ config }) => Object.keys(config));
    expect(settings.filter((setting) => !explained.includes(setting))).toEqual([]);
  });

  test('disagrees about less than a quarter', () => {
    const count = (...kinds: readonly string[]): number => rows.filter(({ match }) => kinds.includes(match.as)).length;
    const disagreements = count('narrower', 'different');
    expect(disagreements / (rows.length - count('out-of-scope'))).toBeLessThan(A_QUARTER);
    expect(disagreements / rows.length).toBeLessThan(A_QUARTER);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadExamples } from '../../src/catalog/load-examples.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { readLens } from '../../src/config/read-lens.ts';
import { judge } from '../../src/evaluate/judge.ts';
import { importLens, writeLens } from '../../src/import-lens.ts';
import { writeTree } from '../config/write-tree.ts';

const catalog = await openCatalog({ paths: [], params: {} });

interface Question {
  readonly id: string;
  readonly title: string;
  readonly choices?: readonly { readonly id: string; readonly title: string }[];
}

function lensText(questions: readonly Question[], more: object = {}): string {
  const full = questions.map((question) => ({ choices: [], riskRules: [], description: 'd', ...question }));
  const pillars = [{ id: 'go', name: 'Go', questions: full }];
  return JSON.stringify(
    { schemaVersion: '2021-11-01', name: 'Our go-live', description: 'd', pillars, ...more },
    null,
    2,
  );
}

async function imported(questions: readonly Question[], name?: string) {
  const root = writeTree({ 'lens.json': lensText(questions) });
  const lens = await readLens(join(root, 'lens.json'));
  const result = importLens({ lens, catalog, area: 'ownership', validFor: '180d', name });
  await writeLens(join(root, 'checks'), result.files, false);
  const paths = [join(root, 'checks')];
  const extended = await openCatalog({ paths, params: {}, root });
  return { root, result, extended, profile: extended.profiles.find(({ id }) => id === result.profile) };
}

const choices = [
  { id: 'a', title: 'A restore was tried.' },
  { id: 'none', title: 'None of these' },
];

test('a question that is known keeps its checks, and any other asks a person', async () => {
  const { result, extended, profile } = await imported([
    { id: 'event_gameday', title: 'Event preparedness through game days (H)' },
    { id: 'Restore_Q', title: 'Restores (L)', choices },
  ]);
  expect(result).toMatchObject({ profile: 'our-go-live', known: 1, asked: 1 });
  const gameday = catalog.profiles.flatMap(({ questions = [] }) => questions).find(({ id }) => id === 'event_gameday');
  expect(profile?.questions).toEqual([
    { id: 'event_gameday', title: 'Event preparedness through game days', checks: gameday?.checks },
    { id: 'Restore_Q', title: 'Restores', checks: ['ownership/our-go-live-restore-q'] },
  ]);
  const asking = extended.checks.find(({ check }) => check.id === 'ownership/our-go-live-restore-q');
  expect(asking?.check).toMatchObject({
    title: 'Answered: Restores',
    severity: 'low',
    optional: true,
    attest: { ask: 'Restores. Which of these hold: A restore was tried.', validForSeconds: 180 * 86_400 },
    references: [{ framework: 'our-go-live', id: 'Restore_Q', title: 'Restores' }],
  });
  expect(asking && judge(asking, { type: 'service' }).measured).toBe('unknown');
});

test('a known id under another title is another question', async () => {
  const { result } = await imported([{ id: 'event_gameday', title: 'Do we like games? (H)' }]);
  expect(result).toMatchObject({ known: 0, asked: 1 });
});

test('what is written passes as a check of its own', async () => {
  const { root, extended } = await imported([{ id: 'q', title: 'Anything (H)', choices }]);
  const own = extended.checks.filter(({ check }) => check.origin !== 'built-in');
  expect(own).toHaveLength(1);
  for (const { check } of own) {
    const facts = extended.vocabulary?.[check.subject]?.facts ?? {};
    expect((await loadExamples(check, { facts, root })).map(({ verdict }) => verdict)).toEqual([
      'unknown',
      'not-applicable',
    ]);
  }
});

test('again it changes nothing; what differs is replaced only when forced', async () => {
  const { root, result } = await imported([{ id: 'q', title: 'Anything' }]);
  const folder = join(root, 'checks');
  expect(await writeLens(folder, result.files, false)).toBe(0);
  const file = join(folder, 'ownership/our-go-live-q.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}# ours\n`);
  await expect(writeLens(folder, result.files, false)).rejects.toThrow('ownership/our-go-live-q.yaml');
  expect(readFileSync(file, 'utf8')).toBe(`${text}# ours\n`);
  expect(await writeLens(folder, result.files, true)).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('texts of the lens are data: they make no key, no template and no escape', async () => {
  const hostile = 'x\u001b[31m"\nwaivable: false\n{{replicas.min}} # <b> ${{ x }} [a](b)';
  const { extended, profile } = await imported([{ id: 'q', title: hostile, choices: [{ id: 'c', title: hostile }] }]);
  const shown = 'x" waivable: false {{replicas.min}} # <b> ${{ x }} [a](b)';
  expect(profile?.questions?.[0]?.title).toBe(shown);
  const [own] = extended.checks.filter(({ check }) => check.origin !== 'built-in');
  expect(own?.check.title).toBe(`Answered: ${shown}`);
  expect(own?.check.waivable).toBeUndefined();
});

describe('refuses', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{"a":', /not valid YAML/],
    [
      'another format',
      lensText([{ id: 'q', title: 'T' }], { schemaVersion: '2030-01-01' }),
      /`schemaVersion` must be 2021-11-01/,
    ],
    ['no questions', lensText([]), /`questions` must be a list of questions/],
    ['an id that leads out', lensText([{ id: '../../x', title: 'T' }]), /`id` must be an id of letters/],
    ['a title that is none', lensText([{ id: 'q', title: ' ' }]), /`title` must be a text/],
    [
      'too many questions',
      lensText(Array.from({ length: 201 }, (_, at) => ({ id: `q${at}`, title: 'T' }))),
      /a list of at most 200/,
    ],
    ['depth without end', `${'['.repeat(5000)}`, /./],
  ])('%s', async (_, text, message) => {
    const root = writeTree({ 'lens.json': text });
    await expect(readLens(join(root, 'lens.json'))).rejects.toThrow(message);
  });

  test.each<[string, readonly Question[], string | undefined, RegExp]>([
    [
      'ids that are one when written small',
      [
        { id: 'a_b', title: 'T' },
        { id: 'A-B', title: 'U' },
      ],
      undefined,
      /share an id: a_b, A-B/,
    ],
    ['the name of a built-in profile', [{ id: 'q', title: 'T' }], 'aws-orr', /built-in profile aws-orr/],
    ['a name that leads out', [{ id: 'q', title: 'T' }], '../x', /No profile can be called/],
  ])('%s', async (_, questions, name, message) => {
    await expect(imported(questions, name)).rejects.toThrow(message);
  });

  test('a link that leads out of the folder of checks', async () => {
    const elsewhere = writeTree({});
    const root = writeTree({});
    const { symlinkSync } = await import('node:fs');
    symlinkSync(elsewhere, join(root, 'profiles'));
    await expect(writeLens(root, new Map([['profiles/x.yaml', 'a']]), true)).rejects.toThrow('leads out');
    expect(existsSync(join(elsewhere, 'x.yaml'))).toBe(false);
  });
});

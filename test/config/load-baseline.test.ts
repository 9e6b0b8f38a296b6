import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBaseline } from '../../src/config/load-baseline.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { UserError } from '../../src/errors.ts';
import { fingerprinter } from '../../src/lib/fingerprint-of.ts';
import { baselineText } from '../../src/publish/baseline-text.ts';
import type { BaselineEntry } from '../../src/types/baseline.ts';
import { writeTree } from './write-tree.ts';

const file = '.orrery/baseline.jsonl';
const example = entry('redundancy/min-replicas', 'shop', 'workload cart');
const line = JSON.stringify(textOf(example));

function entry(check: string, service: string, subject: string, since = '2026-11-22'): BaselineEntry {
  const [kind = '', ...id] = subject.split(' ');
  const named = { kind, id: id.join(' ') };
  return { check, service, subject: named, since, fingerprint: fingerprinter({ service, ...named })(check) };
}

function textOf({ check, service, subject, since, fingerprint }: BaselineEntry) {
  return { check, service, subject: `${subject.kind} ${subject.id}`, since, fingerprint };
}

/** The example's line with some of its members changed or, where undefined, left out. */
function lineWith(changes: { readonly [key: string]: unknown }): string {
  return JSON.stringify({ ...textOf(example), ...changes });
}

async function load(text: string) {
  return loadBaseline(writeTree({ [file]: text }), { baseline: file });
}

async function complaints(text: string): Promise<readonly string[]> {
  try {
    await load(text);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ message, hint, place }) =>
      [place && `${place.line}`, message, hint].filter(Boolean).join(' '),
    );
  }
}

test('the example of the documentation', async () => {
  const documentation = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
  const [, text = ''] = /```json\n(.*?)```/s.exec(documentation) ?? [];
  expect(await load(text)).toEqual({ file, entries: [example] });
});

test.each<[string, string, readonly BaselineEntry[]]>([
  ['an empty file', '', []],
  ['one entry', `${line}\n`, [example]],
  ['no newline at the end', line, [example]],
  ['lines as Windows ends them', `\uFEFF${line}\r\n`, [example]],
  [
    'another order of lines and keys',
    `${line}\n${JSON.stringify(Object.fromEntries(Object.entries(textOf(entry('a/b', 'a', 'image x y'))).reverse()))}\n`,
    [example, entry('a/b', 'a', 'image x y')],
  ],
])('read: %s', async (_, text, entries) => {
  expect((await load(text))?.entries).toEqual(entries);
});

const shape = 'a JSON object with `check`, `service`, `subject`, `since`, `fingerprint`';
const foreign =
  '1 The fingerprint is not that of this check, service and subject. Take the line out; orrery baseline create --force adds the gap again if it is open.';

test.each<[string, string, readonly string[]]>([
  ['no JSON', 'gap\n', [`1 This line is not JSON. Write ${shape}.`]],
  ['an empty line', `${line}\n\n`, [`2 This line is not JSON. Write ${shape}.`]],
  ['a list', '[]\n', [`1 This line is not an entry: ${shape}.`]],
  ['nothing', 'null\n', [`1 This line is not an entry: ${shape}.`]],
  [
    'a merge that was not finished',
    `<<<<<<< ours\n${line}\n=======\n>>>>>>> theirs\n`,
    [1, 3, 4].map(
      (at) => `${at} This line is not JSON. Keep the entries of both sides, each once, and take the markers out.`,
    ),
  ],
  [
    'an entry twice',
    `${line}\n${lineWith({ since: '2026-01-01' })}\n`,
    ['2 Line 1 is the same entry. Keep one of them.'],
  ],
  ['a missing member', lineWith({ since: undefined }), ['1 `since` is missing.']],
  ['a mistyped member', lineWith({ sinse: '2026-01-01' }), ['1 Unknown key `sinse`. Did you mean `since`?']],
  [
    'a member of no meaning',
    line.replace('{', '{"__proto__":{"a":1},'),
    ['1 Unknown key `__proto__`. Known here: check, service, subject, since, fingerprint.'],
  ],
  [
    'a day that does not exist',
    lineWith({ since: '2026-02-30' }),
    ['1 `since` must be a calendar day, such as 2026-12-31; this is "2026-02-30".'],
  ],
  [
    'a number',
    lineWith({ since: 20_261_122 }),
    ['1 `since` must be a calendar day, such as 2026-12-31; this is no text.'],
  ],
  [
    'a subject without a kind',
    lineWith({ subject: 'cart' }),
    ['1 `subject` must be a kind and an id, such as "workload cart"; this is "cart".'],
  ],
  [
    'a fingerprint that is none',
    lineWith({ fingerprint: 'x' }),
    ['1 `fingerprint` must be 32 hex digits; this is "x".'],
  ],
  ['a line that says less than it lets through', lineWith({ check: 'data/harmless' }), [foreign]],
  ['a line of another service', lineWith({ service: 'mailer' }), [foreign]],
  ['a line of another subject', lineWith({ subject: 'workload web' }), [foreign]],
  [
    'all at once, by line',
    `${lineWith({ check: ' ', service: '' })}\n{}\n`,
    [
      '1 `check` must be the id of a check; this is " ".',
      '1 `service` must be the name of a service; this is "".',
      ...['check', 'service', 'subject', 'since', 'fingerprint'].map((key) => `2 \`${key}\` is missing.`),
    ],
  ],
  [
    'text that would turn the screen',
    lineWith({ [`\u001B[31m\u202Ered`]: 1, since: '\u001B]0;title\u0007' }),
    [
      '1 Unknown key `red`. Known here: check, service, subject, since, fingerprint.',
      '1 `since` must be a calendar day, such as 2026-12-31; this is "\\u001b]0;title\\u0007".',
    ],
  ],
  [
    'nested without end',
    `{"check":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    [
      '1 `check` must be the id of a check; this is no text.',
      ...['service', 'subject', 'since', 'fingerprint'].map((key) => `1 \`${key}\` is missing.`),
    ],
  ],
])('refused: %s', async (_, text, expected) => {
  expect(await complaints(text)).toEqual(expected);
});

test('a file that is broken all over is told about in a hundred lines', async () => {
  const said = await complaints('\n'.repeat(1_000_000));
  expect(said).toHaveLength(101);
  expect(said.at(-1)).toBe('100 The lines after this one were not looked at.');
});

test('more than 10 MiB, and a link out of the tree, are refused', async () => {
  expect(await complaints(' '.repeat(10 * 1024 * 1024 + 1))).toEqual(['1 This file is larger than 10 MiB.']);
  const linked = writeTree({ '.orrery/other': '' });
  symlinkSync(join(writeTree({ [file]: line }), file), join(linked, file));
  await expect(loadBaseline(linked, { baseline: file })).rejects.toThrow('a link out of the repository');
});

test('the configuration may name another file, and there need be none', async () => {
  const root = writeTree({ 'orrery.yaml': 'baseline: ./readiness/known.jsonl', 'readiness/known.jsonl': line });
  const config = await loadConfig({ root });
  expect(config.baseline).toBe('readiness/known.jsonl');
  expect(await loadBaseline(root, config)).toEqual({ file: 'readiness/known.jsonl', entries: [example] });
  const bare = writeTree({});
  expect(await loadBaseline(bare, await loadConfig({ root: bare }))).toBeUndefined();
  await expect(loadConfig({ root: writeTree({ 'orrery.yaml': 'baseline: ../up' }) })).rejects.toThrow(
    '`baseline` must be a path inside the repository',
  );
});

test('what is written is read again, in one order, and shows what it holds', async () => {
  const entries = [
    entry('b/c', 'shop', 'workload cart'),
    entry('b/c', 'shop', 'image cart'),
    entry('a/b', 'shop', 'workload \u202Eweb\n\u{E0041}\uD800'),
    entry('b/c', 'api', 'workload é'),
  ];
  const text = baselineText(entries);
  expect((await load(text))?.entries).toEqual([3, 2, 1, 0].map((index) => entries[index]));
  expect(text).toContain(
    '"subject":"workload \\u202eweb\\n\\udb40\\udc41\\ud800","since":"2026-11-22","fingerprint":"',
  );
  expect(text).toContain('"workload é"');
  expect(text.endsWith('"}\n')).toBe(true);
  expect(baselineText(entries.toReversed())).toBe(text);
  expect(baselineText([])).toBe('');
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStateFile } from '../../src/publish/github/state-file.ts';

const now = Date.UTC(2026, 0, 1);
const clock = () => now;
const pace = { creations: [now - 5_000, now - 2_000], lastWrite: now - 2_000, blockedUntil: 0 };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-state-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('what one run keeps, the next one finds', async () => {
  const file = join(folder, 'cache', 'state.json');
  const first = await openStateFile(file, clock);
  expect([first.pace, first.warning, first.numbersOf(5)]).toEqual([undefined, undefined, []]);
  await first.keepPace(pace);
  await first.keepNumbers(5, () => [3, 4]);
  await first.keepNumbers(5, (kept) => [...kept, 9, 3]);
  const second = await openStateFile(file, clock);
  expect([second.pace, second.warning, second.numbersOf(5)]).toEqual([pace, undefined, [3, 4, 9]]);
  expect(await readdir(join(folder, 'cache'))).toEqual(['state.json']);
});

test('two runs at once share one budget', async () => {
  const file = join(folder, 'state.json');
  const [one, other] = [await openStateFile(file, clock), await openStateFile(file, clock)];
  await one.keepPace(pace);
  await other.keepPace({ creations: [now - 3_000], lastWrite: now - 3_000, blockedUntil: now + 9_000 });
  expect((await openStateFile(file, clock)).pace).toEqual({
    creations: [now - 5_000, now - 3_000, now - 2_000],
    lastWrite: now - 2_000,
    blockedUntil: now + 9_000,
  });
});

test.each([
  ['no JSON', '{', true, undefined],
  ['of another version', '{"schemaVersion":"9.0.0","pace":{"lastWrite":1,"blockedUntil":1}}', true, undefined],
  ['without numbers', '{"schemaVersion":"1.0.0","pace":{"lastWrite":"1","blockedUntil":1}}', false, undefined],
  [
    'from a clock that was wrong',
    `{"schemaVersion":"1.0.0","pace":{"creations":[1,9e15,"x"],"lastWrite":9e15,"blockedUntil":9e15}}`,
    false,
    { creations: [], lastWrite: now, blockedUntil: now + 3_600_000 },
  ],
])('a file that is %s holds nothing up', async (_name, text, isSpoilt, expected) => {
  const file = join(folder, 'state.json');
  await writeFile(file, text);
  const state = await openStateFile(file, clock);
  expect([state.pace, state.warning]).toEqual([
    expected,
    isSpoilt ? `${file} cannot be read, and is written anew.` : undefined,
  ]);
  await state.keepPace(pace);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ schemaVersion: '1.0.0' });
});

test('a place that cannot be written to is no reason to stop', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const state = await openStateFile(join(file, 'state.json'), clock);
  await state.keepPace(pace);
  expect(await readFile(file, 'utf8')).toBe('');
  expect((await openStateFile(undefined, clock)).warning).toBe('There is no place to keep the budget of requests in.');
});

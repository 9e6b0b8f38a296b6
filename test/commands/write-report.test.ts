import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { writeNewFile } from '../../src/publish/write-new-file.ts';
import { writeReport } from '../../src/publish/write-report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orrery-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a report makes its folder, and takes the place of the last one', async () => {
  const file = join(folder, 'out', 'review.json');
  await writeReport(file, 'old');
  await writeReport(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'out'))).toEqual(['review.json']);
});

test('a report over a folder is refused, and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'taken'));
  await expect(writeReport(join(folder, 'taken'), 'x')).rejects.toThrow('it is a folder');
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a report below a file is refused', async () => {
  writeFileSync(join(folder, 'notes'), 'x');
  await expect(writeReport(join(folder, 'notes', 'a', 'review.json'), 'x')).rejects.toBeInstanceOf(UserError);
});

test('a new file never takes the place of another', async () => {
  const file = join(folder, 'check.yaml');
  await writeNewFile(file, 'mine');
  await expect(writeNewFile(file, 'theirs')).rejects.toThrow('it is there already');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

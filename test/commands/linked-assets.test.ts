import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { writeOutputs } from '../../src/write-outputs.ts';
import { sampleReview } from '../report/sample-review.ts';

const folder = mkdtempSync(join(tmpdir(), 'assets-'));
const linked = { print: () => {}, assets: 'linked' } as const;

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('linked assets are written beside the page, once', async () => {
  const outputs = ['a.html', 'b.html'].map((file) => ({ format: 'html' as const, file: join(folder, file) }));
  await writeOutputs(sampleReview(), outputs, linked);
  expect(readdirSync(folder).sort()).toEqual(['a.html', 'b.html', 'orrery.css', 'orrery.js']);
  expect(readFileSync(join(folder, 'a.html'), 'utf8')).toContain('<link rel="stylesheet" href="orrery.css">');
});

test('without a page there is nothing to link', async () => {
  await writeOutputs(sampleReview(), [{ format: 'json', file: join(folder, 'a.json') }], linked);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a page on standard output has nothing beside it', async () => {
  await expect(writeOutputs(sampleReview(), [{ format: 'html', file: '-' }], linked)).rejects.toThrow(UserError);
});

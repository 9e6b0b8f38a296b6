import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { reportFormats } from '../../src/report/report-formats.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, process.env.ORRERY_PROGRAM ?? 'bin/dev.js');
const play = promisify(execFile);

test('a report that is rendered again is the one that the scan wrote, byte by byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-again-'));
  const reports = (prefix: string) => reportFormats.flatMap((format) => ['--report', `${format}=${prefix}.${format}`]);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  try {
    const scan = ['scan', join(root, 'examples', 'storefront'), '--quiet', ...reports('first')];
    await play(process.execPath, [program, ...scan], { cwd: folder }).catch(onlyNoGo);
    await play(process.execPath, [program, 'report', 'first.json', ...reports('again')], { cwd: folder });
    for (const format of reportFormats) {
      const [first, again] = [await read(`first.${format}`), await read(`again.${format}`)];
      expect(first, format).not.toBe('');
      expect(again === first, format).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function onlyNoGo(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 1)) throw error;
}

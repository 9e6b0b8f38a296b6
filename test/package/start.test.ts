import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const manifest: { bin: Record<string, string>; files: string[]; version: string } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

/** Runs the installed program as if this were another version of Node. */
function startOn(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const script = encodeURIComponent(`${pretend};`);
  const words = ['--import', `data:text/javascript,${script}`, join(root, 'bin', 'run.js'), '--version'];
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

describe('the program', () => {
  test.each(['16.20.2', '20.20.2', '22.17.1'])('says what it needs on Node %s', (version) => {
    const { status, stdout, stderr } = startOn(version);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: `Orrery needs Node 22.18 or newer; this is Node ${version}.\n`,
    });
  });

  test.skipIf(!existsSync(join(root, 'dist')))('starts on Node 22.18', () => {
    expect(startOn('22.18.0')).toMatchObject({ status: 0, stdout: `orrery ${manifest.version}\n`, stderr: '' });
  });
});

test('what the package names is there', () => {
  const named = [...Object.values(manifest.bin), ...manifest.files.filter((file) => file !== 'dist')];
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

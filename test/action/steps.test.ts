import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileTexts } from './hostile-shop.ts';
import { runAction } from './run-action.ts';

const root = join(import.meta.dirname, '..', '..');
let folder: string;

/** The action around a program that only says what it was called with. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'orrery-steps-test-'));
  for (const name of ['action.yml', 'action', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  for (const name of ['bin', 'dist', 'temporary', 'workspace', 'shims']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'dist', 'cli.js'), '');
  writeFileSync(
    join(folder, 'bin', 'run.js'),
    "import { writeFileSync } from 'node:fs'; writeFileSync('called.json', JSON.stringify(process.argv.slice(2)));",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(inputs: { readonly [name: string]: string }, ref = 'main') {
  const path = `${join(folder, 'shims')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const workspace = join(folder, 'workspace');
  rmSync(join(workspace, 'called.json'), { force: true });
  const environment = { PATH: path, HOME: folder, CI: 'true' };
  return runAction({
    root: folder,
    inputs,
    token: 'ghs_token',
    ref,
    environment,
    temporary: join(folder, 'temporary'),
    workspace,
  });
}

function called(): readonly string[] {
  return JSON.parse(readFileSync(join(folder, 'workspace', 'called.json'), 'utf8'));
}

/** Puts a program before all others of its name. */
function shim(name: string, script: string): void {
  const file = join(folder, 'shims', name);
  writeFileSync(file, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(file, 0o755);
}

const usual = ['--fail-on=blocking', '--comment', '--check', '--name=orrery', '--', '.'];

describe('the flags that inputs become', () => {
  test('the defaults', async () => {
    await run({});
    expect(called()).toEqual(['pr', ...usual]);
  });

  test.each([
    ...hostileTexts,
    'with blanks',
    `'single' and "double"`,
    '-x --help',
    '--',
    '*',
    '~',
    '!!',
    '\\',
    '$HOME;exit 9',
  ])('%j stays one value', async (text) => {
    const inputs = { path: text, config: text, profile: text, name: text, review: text };
    expect((await run(inputs)).failed).toBe(false);
    const [, config, profile] = called();
    expect([config, profile]).toEqual([`--config=${text}`, `--profile=${text}`]);
    expect(called().slice(-4)).toEqual([`--name=${text}`, `--review=${text}`, '--', text]);
  });

  test('one for each line, without the blanks around it', async () => {
    await run({
      rendered: 'production=build/a b\n\n  staging=$(id)  \r\n',
      report: '\n-x=y\n\tjson=-\n',
      'base-rendered': 'production=base',
    });
    expect(called()).toEqual([
      'pr',
      '--rendered=production=build/a b',
      '--rendered=staging=$(id)',
      '--base-rendered=production=base',
      ...usual.slice(0, 4),
      '--report=-x=y',
      '--report=json=-',
      '--',
      '.',
    ]);
  });

  test('what is switched on and off', async () => {
    await run({ comment: 'false', check: 'false', 'github-settings': 'true', 'allow-remote': 'true' });
    expect(called()).toEqual([
      'pr',
      '--github-settings',
      '--allow-remote',
      '--fail-on=blocking',
      '--no-comment',
      '--no-check',
      ...usual.slice(3),
    ]);
  });

  test.each(['github-settings', 'allow-remote', 'comment', 'check'])('%s that is neither', async (name) => {
    const { steps } = await run({ [name]: '$(touch forged)' });
    expect(steps.get('review')).toMatchObject({ exitCode: 2, text: `The input ${name} is neither true nor false.\n` });
  });
});

describe('where the program comes from', () => {
  const install = 'install --prefix TEMP/orrery --ignore-scripts --no-audit --no-fund --loglevel=error orrery@VERSION';
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  test.each(['v1', 'v0.1', 'v1.2.3'])('the package of the same version for the tag %s', async (tag) => {
    shim('npm', 'echo "$*" >npm-called');
    const { steps, used } = await run({}, tag);
    expect(steps.get('install')?.outputs.get('program')).toMatch(
      /\/temporary\/orrery\/node_modules\/orrery\/bin\/run\.js$/,
    );
    const words = readFileSync(join(folder, 'workspace', 'npm-called'), 'utf8').trim();
    expect(words.replace(join(folder, 'temporary'), 'TEMP').replace(version, 'VERSION')).toBe(install);
    expect(used).toEqual([]);
  });

  test.each(['main', 'v1-beta', 'a'.repeat(40), ''])('the checkout itself for %j', async (ref) => {
    const { steps } = await run({}, ref);
    expect(steps.get('install')?.outputs.get('program')).toBe(join(folder, 'bin', 'run.js'));
  });

  test('a newer Node is fetched where there is none', async () => {
    shim('node', `if [[ $1 == -e ]]; then exit 1; fi\nexec "${process.execPath}" "$@"`);
    const { used } = await run({});
    rmSync(join(folder, 'shims', 'node'));
    expect(used).toEqual([
      { uses: 'actions/setup-node@v6', with: { 'node-version': 24, 'package-manager-cache': false } },
    ]);
  });
});

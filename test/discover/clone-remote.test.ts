import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneRemote, isRemote } from '../../src/discover/clone-remote.ts';

test.each([
  ['https://example.com/shop/checkout', true],
  ['https://token@example.com/shop/checkout.git', true],
  ['ssh://git@example.com/shop/checkout', true],
  ['git@example.com:shop/checkout.git', true],
  ['.', false],
  ['services/checkout', false],
  ['/srv/checkout', false],
  ['file:///srv/checkout', false],
  ['ext::sh -c whoami', false],
  ['--upload-pack=whoami', false],
])('%s is remote: %s', (target, expected) => {
  expect(isRemote(target)).toBe(expected);
});

describe('a repository served by git itself', () => {
  let root = '';
  let daemon: ChildProcess;
  let address = '';

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'served-'));
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: join(root, 'shop'), stdio: 'ignore' });
    execFileSync('git', ['init', '--quiet', join(root, 'shop')]);
    writeFileSync(join(root, 'shop', 'deploy.yaml'), 'kind: Service\n');
    git('add', '.');
    git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'One');
    const port = await freePort();
    const listen = ['--listen=127.0.0.1', `--port=${port}`, '--reuseaddr'];
    daemon = spawn('git', ['daemon', '--export-all', `--base-path=${root}`, ...listen], { stdio: 'ignore' });
    address = `git://127.0.0.1:${port}/shop`;
  });

  afterAll(() => {
    daemon.kill();
    rmSync(root, { recursive: true, force: true });
  });

  test('is fetched into a folder that can be removed', async () => {
    const clone = await eventually(() => cloneRemote(address));
    expect(existsSync(join(clone.folder, 'deploy.yaml'))).toBe(true);
    clone.remove();
    expect(existsSync(clone.folder)).toBe(false);
  });

  test('that is not there gives a sentence, without credentials', async () => {
    const url = address.replace('//', '//secret@').replace('shop', 'none');
    await expect(cloneRemote(url)).rejects.toThrow(
      /^git:\/\/127\.0\.0\.1:\d+\/none could not be fetched: (?!.*secret)/,
    );
  });
});

function freePort(): Promise<number> {
  return new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The server needs a moment before it listens. */
async function eventually<Value>(attempt: () => Promise<Value>, left = 40): Promise<Value> {
  try {
    return await attempt();
  } catch (error) {
    if (left === 0) throw error;
    await new Promise((resume) => setTimeout(resume, 50));
    return eventually(attempt, left - 1);
  }
}

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Recorded } from '../github/open-test-github.ts';
import type { Token } from '../github/routes.ts';
import { startGithub } from '../github/start-github.ts';
import { addIssue, addRepository } from '../github/world.ts';
import { found, orchardReview, probes } from '../issues/orchard.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, process.env.ORRERY_PROGRAM ?? 'bin/dev.js');
const ann = { login: 'ann', id: 7, type: 'User' } as const;
const person: Token = { user: ann, writes: ['comments', 'issues'], pushes: true };
const clock = { now: Date.now, sleep: async () => undefined, slept: [] };
const sync = 'issues sync --yes --review review.json --repository orchard/fruit --state state.json'.split(' ');
const anyRequest = () => true;
const isWrite = ({ method }: Recorded) => method !== 'GET';

interface Death {
  readonly name: string;
  readonly at: (request: Recorded) => boolean;
  /** The first of those, or a later one. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** A real process, a real signal, and a state file on a disk. */
test.each<Death>([
  { name: 'while it reads', at: anyRequest, nth: 4, when: 'before' },
  { name: 'before the first issue is there', at: isWrite, nth: 1, when: 'before' },
  { name: 'before it hears of the first issue', at: isWrite, nth: 1, when: 'after' },
  { name: 'before it hears of the second issue', at: isWrite, nth: 2, when: 'after' },
])('a run that is killed $name is taken up by the next one', { timeout: 300_000 }, async ({ at, nth, when }) => {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-killed-'));
  const server = await startGithub({ tokens: { person }, clock });
  try {
    const repository = addRepository(server.world, 'orchard', 'fruit');
    addIssue(server.world, repository, { user: ann, title: 'Apples are sour', labels: ['orrery'] });
    await writeFile(join(folder, 'orrery.yaml'), 'services:\n  - name: fruit\n');
    const review = orchardReview([found('fail'), found('fail', { check: probes })]);
    await writeFile(join(folder, 'review.json'), JSON.stringify(review));
    const first = start(folder, server.url);
    let seen = 0;
    server.fault = (request) => {
      seen += at(request) ? 1 : 0;
      return at(request) && seen === nth ? { when, kind: 'stopped' } : undefined;
    };
    await Promise.race([server.stopped('person'), first.ended]);
    first.child.kill('SIGKILL');
    expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });
    server.fault = () => undefined;
    expect(await start(folder, server.url).ended).toEqual({ code: 0, signal: null });
    const writes = server.writes().length;
    expect(await start(folder, server.url).ended).toEqual({ code: 0, signal: null });
    expect(server.writes()).toHaveLength(writes);
    expect(repository.issues.map(({ number, state }) => [number, state])).toEqual([
      [1, 'open'],
      [2, 'open'],
      [3, 'open'],
    ]);
    expect(new Set(repository.issues.map(({ title }) => title)).size).toBe(3);
    const state: unknown = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
    expect(state).toMatchObject({ issues: { [repository.id]: [2, 3] } });
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function start(cwd: string, url: string) {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, GITHUB_API_URL: url, GITHUB_TOKEN: 'person' };
  const child = spawn(process.execPath, [program, ...sync], { cwd, env, stdio: 'ignore' });
  const ended = new Promise<Ended>((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  return { child, ended };
}

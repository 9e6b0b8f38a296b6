import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, process.env.ORRERY_PROGRAM ?? 'bin/dev.js');
const folders: string[] = [];
const file = '.orrery/baseline.jsonl';

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const settings = `services: [{ name: fruit, tier: 2 }]
profile: few
checks: { paths: [readiness] }
`;
const profile = 'id: few\ntitle: Few\nselect: { checks: [redundancy/min-replicas] }\nblocks: [block]\n';

function makeFolder(files: { readonly [path: string]: string } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-baseline-'));
  folders.push(folder);
  put(folder, { 'orrery.yaml': settings, 'readiness/profiles/few.yaml': profile, ...files });
  return folder;
}

function put(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A Deployment and the Service that exposes it. */
function workload(name: string, replicas: number): { readonly [path: string]: string } {
  const labels = { app: name };
  const container = { name: 'server', image: `registry.example/${name}:1`, ports: [{ containerPort: 80 }] };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const metadata = { name };
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas, selector: { matchLabels: labels }, template },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 80 }] } },
  ];
  return { [`deploy/${name}.yaml`]: objects.map((object) => JSON.stringify(object)).join('\n---\n') };
}

interface Outcome {
  readonly status: number | null;
  readonly text: string;
}

/** Runs a command as on a day of November 2026. */
function orrery(folder: string, words: string, day = 22): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words.split(' ')], {
      cwd: folder,
      env: { ...process.env, SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, day) / 1000) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, text }));
  });
}

/** `subject since` of each line. */
function held(folder: string): readonly string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const { subject, since } = JSON.parse(line);
    return `${subject} ${since}`;
  });
}

test('a team begins, adds a gap, is told, accepts it, and mends them one after the other', async () => {
  const folder = makeFolder({ ...workload('pear', 1), ...workload('apple', 1) });
  expect((await orrery(folder, 'baseline create')).status).toBe(0);
  expect(held(folder)).toEqual(['workload apple 2026-11-22', 'workload pear 2026-11-22']);
  expect((await orrery(folder, 'scan -q')).status).toBe(0);

  put(folder, workload('fig', 1));
  expect((await orrery(folder, 'scan -q')).status).toBe(1);
  const refused = await orrery(folder, 'baseline create', 23);
  expect(refused).toEqual({ status: 2, text: expect.stringContaining('this would add 1 entry.') });
  expect(held(folder)).toHaveLength(2);

  const forced = await orrery(folder, 'baseline create --force', 23);
  expect(forced).toEqual({
    status: 0,
    text: expect.stringContaining('Wrote 3 entries to .orrery/baseline.jsonl: 1 new'),
  });
  expect(held(folder)).toEqual(['workload apple 2026-11-22', 'workload fig 2026-11-23', 'workload pear 2026-11-22']);

  put(folder, { ...workload('apple', 2), ...workload('kiwi', 1) });
  const pruned = await orrery(folder, 'baseline prune', 24);
  expect(pruned).toEqual({ status: 0, text: expect.stringContaining('Took 1 of 3 entries') });
  expect(held(folder)).toEqual(['workload fig 2026-11-23', 'workload pear 2026-11-22']);

  put(folder, { ...workload('fig', 2), ...workload('pear', 2) });
  expect((await orrery(folder, 'baseline prune', 25)).text).toContain('It is empty now, and may go.');
  expect(held(folder)).toEqual([]);
});

test('a service that is renamed keeps its baseline, and create writes the new name', async () => {
  const folder = makeFolder(workload('apple', 1));
  await orrery(folder, 'baseline create');
  put(folder, { 'orrery.yaml': settings.replace('name: fruit', 'name: orchard, formerly: [fruit]') });
  expect((await orrery(folder, 'scan -q', 23)).status).toBe(0);
  expect((await orrery(folder, 'baseline create', 23)).status).toBe(0);
  expect(held(folder)).toEqual(['workload apple 2026-11-22']);
  expect(readFileSync(join(folder, file), 'utf8')).toContain('"service":"orchard"');
  expect((await orrery(folder, 'baseline create', 23)).text).toBe(`${file} holds every open gap already.\n`);
});

test('what cannot be told about stays: nothing recognised, or a profile that does not look', async () => {
  const folder = makeFolder(workload('apple', 1));
  await orrery(folder, 'baseline create');
  const before = readFileSync(join(folder, file), 'utf8');
  put(folder, { 'readiness/profiles/few.yaml': profile.replace('redundancy/min-replicas', 'health/readiness-probe') });
  const kept = await orrery(folder, 'baseline create --force');
  expect(kept.text).toContain('1 kept that this run cannot tell about');
  expect(held(folder)).toContain('workload apple 2026-11-22');

  writeFileSync(join(folder, file), before);
  rmSync(join(folder, 'deploy'), { recursive: true });
  const refused = await orrery(folder, 'baseline prune');
  expect(refused).toEqual({ status: 3, text: expect.stringContaining('stays as it is') });
  expect(readFileSync(join(folder, file), 'utf8')).toBe(before);
});

test('no link leads the writing out of the folder', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'orrery-outside-'));
  folders.push(outside);
  writeFileSync(join(outside, 'precious'), 'precious');

  const linkedFolder = makeFolder(workload('apple', 1));
  symlinkSync(outside, join(linkedFolder, '.orrery'));
  const refused = await orrery(linkedFolder, 'baseline create');
  expect(refused).toEqual({ status: 2, text: expect.stringContaining('leads out of the folder') });
  expect(existsSync(join(outside, 'baseline.jsonl'))).toBe(false);

  const linkedPartial = makeFolder({ '.orrery/keep': '', ...workload('apple', 1) });
  symlinkSync(join(outside, 'precious'), join(linkedPartial, `${file}.partial`));
  expect((await orrery(linkedPartial, 'baseline create')).status).toBe(0);
  expect(held(linkedPartial)).toEqual(['workload apple 2026-11-22']);
  expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious');
});

test('the address of a repository is no place for a baseline', async () => {
  const folder = makeFolder();
  const refused = await orrery(folder, 'baseline create https://127.0.0.1:9/fruit.git');
  expect(refused).toEqual({ status: 2, text: expect.stringContaining('is not a folder') });
});

test('a change is judged by the baseline of the base, and what it puts into it is told', async () => {
  const folder = makeFolder(workload('apple', 1));
  const git = (...words: readonly string[]) => execFileSync('git', [...identity, ...words], { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  await orrery(folder, 'baseline create');
  git('add', '.');
  git('commit', '--quiet', '--message', 'base');
  expect((await orrery(folder, 'scan --since main')).status).toBe(0);

  put(folder, workload('pear', 1));
  await orrery(folder, 'baseline create --force');
  expect((await orrery(folder, 'scan -q')).status).toBe(0);
  const { status, text } = await orrery(folder, 'scan --since main --json');
  expect(status).toBe(1);
  const { gate, baseline, comparison } = JSON.parse(text);
  expect(gate.verdict).toBe('NO-GO');
  expect(baseline).toMatchObject({ entries: 1, known: 1 });
  expect(comparison.governance).toMatchObject([
    { text: 'The baseline takes in 1 gap: redundancy/min-replicas on pear of fruit.', loosens: true },
  ]);
});

const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgSign=false'];

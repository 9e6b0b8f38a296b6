import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateManifests } from './generate-manifests.ts';

/**
 * Judges generated manifests and what they were changed from, and says how often that takes the time of one full scan:
 * with one manifest changed, with every hundredth, and with all. Needs `npm run build` first.
 * `node bench/since.ts [COUNT] [ROUNDS]`.
 */
const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const dist = join(import.meta.dirname, '..', 'dist');
const flags = ['--min-semi-space-size=16', '--max-semi-space-size=64'];
const folder = mkdtempSync(join(tmpdir(), 'orrery-since-'));

try {
  generateManifests(folder, count);
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', 'base');
  const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  for (const [changed, every] of [
    [0, 0],
    [1, count],
    [Math.ceil(count / 100), 100],
    [count, 1],
  ] as const) {
    if (every > 0) touch(manifests.filter((_, index) => index % every === 0));
    const pairs = Array.from({ length: rounds }, () => ({ full: measure('review'), since: measure('since') }));
    const ratios = pairs.map(({ full, since }) => since.milliseconds / full.milliseconds);
    const summary = {
      manifests: count,
      changed,
      full: Math.round(median(pairs.map(({ full }) => full.milliseconds))),
      since: Math.round(median(pairs.map(({ since }) => since.milliseconds))),
      ratio: round(median(ratios)),
      ratios: ratios.map(round),
      peakMiB: Math.round(Math.max(...pairs.map(({ since }) => since.peak))),
    };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder });
}

/** One replica more in each file that says how many, so that every one is read anew and judged anew. */
function touch(names: readonly string[]): void {
  for (const name of names) {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      `${text.replaceAll(/replicas: (\d+)/g, (_, count) => `replicas: ${Number(count) + 1}`)}# changed\n`,
    );
  }
}

interface Measurement {
  readonly milliseconds: number;
  readonly peak: number;
}

function measure(mode: 'review' | 'since'): Measurement {
  const script = join(import.meta.dirname, 'measure.ts');
  const output = execFileSync(process.execPath, [...flags, script, mode, folder, dist], { encoding: 'utf8' });
  return JSON.parse(output);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateManifests } from './generate-manifests.ts';

/**
 * Judges 10,000 generated manifests by every check, and says how often that takes the time of reading and parsing them.
 * Needs `npm run build` first. Run it on a quiet machine: `node bench/manifests.ts [COUNT] [ROUNDS]`.
 */
const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 7);
const dist = join(import.meta.dirname, '..', 'dist');
const flags = ['--min-semi-space-size=16', '--max-semi-space-size=64'];
const folder = mkdtempSync(join(tmpdir(), 'orrery-manifests-'));

try {
  generateManifests(folder, count);
  const pairs = Array.from({ length: rounds }, () => ({ parse: measure('parse'), review: measure('review') }));
  const ratios = pairs.map(({ parse, review }) => review.milliseconds / parse.milliseconds);
  const summary = {
    manifests: count,
    findings: pairs[0]?.review.result,
    parse: Math.round(median(pairs.map(({ parse }) => parse.milliseconds))),
    review: Math.round(median(pairs.map(({ review }) => review.milliseconds))),
    ratio: round(median(ratios)),
    ratios: ratios.map(round),
    peakMiB: Math.round(Math.max(...pairs.map(({ review }) => review.peak))),
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Measurement {
  readonly result: number;
  readonly milliseconds: number;
  readonly peak: number;
}

/** In the flags that `bin/run.js` sets, both ways, so that only the work differs. */
function measure(mode: 'parse' | 'review'): Measurement {
  const script = join(import.meta.dirname, 'measure.ts');
  const output = execFileSync(process.execPath, [...flags, script, mode, folder, dist], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

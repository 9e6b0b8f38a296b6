import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * What starting the built program costs beyond Node itself, in milliseconds of CPU (user and system, children
 * included) and of wall time: medians of ROUNDS runs. `node bench/start-up.ts [ROUNDS]`.
 */
const rounds = Number(process.argv[2] ?? 11);
const root = join(import.meta.dirname, '..');
const program = join(root, 'bin', 'run.js');
const commands: readonly (readonly [string, readonly string[]])[] = [
  ['node', ['-e', '0']],
  ['--version', [program, '--version']],
  ['checks list', [program, 'checks', 'list']],
  ['scan examples/storefront', [program, 'scan', join(root, 'examples', 'storefront')]],
];

for (const [name, args] of commands) {
  measure(args);
  const runs = Array.from({ length: rounds }, () => measure(args));
  const cpu = Math.round(median(runs.map((run) => run.cpu)));
  const wall = Math.round(median(runs.map((run) => run.wall)));
  process.stdout.write(`${JSON.stringify({ command: name, cpu, wall })}\n`);
}

/** CPU time of the child as the shell's `times` tells it, which counts what the child started too. */
function measure(args: readonly string[]): { readonly cpu: number; readonly wall: number } {
  const words = [process.execPath, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const started = performance.now();
  const { stdout } = spawnSync('bash', ['-c', `${words} >/dev/null 2>&1; times`], { encoding: 'utf8' });
  const wall = performance.now() - started;
  const times = stdout.trim().split('\n').at(-1) ?? '';
  const cpu = [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, match) => sum + Number(match[1]) * 60_000 + Number(match[2]) * 1000,
    0,
  );
  return { cpu, wall };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

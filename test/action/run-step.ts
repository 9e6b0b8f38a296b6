import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOutputs } from './read-outputs.ts';
import { readLog, type WorkflowLog } from './workflow-log.ts';

export interface StepRequest {
  readonly script: string;
  readonly environment: { readonly [name: string]: string };
  /** Where the runner keeps its files. */
  readonly temporary: string;
  readonly workspace: string;
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
}

export interface StepRun {
  readonly failed: boolean;
  /** Absent where it was killed. */
  readonly exitCode: number | undefined;
  readonly text: string;
  readonly log: WorkflowLog;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

const files = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'] as const;

/** Runs a script as a runner does with `shell: bash`, with files of its own, and holds it to the runner's limits. */
export async function runStep(request: StepRequest): Promise<StepRun> {
  const { script, environment, temporary, workspace, onStart } = request;
  const folder = mkdtempSync(join(temporary, 'step-'));
  const paths = Object.fromEntries(files.map((name) => [name, join(folder, name)]));
  for (const path of Object.values(paths)) writeFileSync(path, '');
  writeFileSync(join(folder, 'script.sh'), script);
  // A group of its own, so that all of it can be killed.
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', join(folder, 'script.sh')], {
    cwd: workspace,
    env: { ...environment, ...paths },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  onStart?.(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const read = (name: (typeof files)[number]) => readFileSync(paths[name] ?? '', 'utf8');
  const text = Buffer.concat(chunks).toString('utf8');
  const run: StepRun = {
    failed: code !== 0,
    exitCode: code ?? undefined,
    text,
    log: readLog(text),
    outputs: readOutputs(read('GITHUB_OUTPUT')),
    summary: read('GITHUB_STEP_SUMMARY'),
  };
  const problems = [...limitProblems(run), ...files.slice(2).filter((name) => read(name) !== '')];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return run;
}

/** Ten annotations of a kind: actions/toolkit, "Problem matchers"; a mebibyte: docs.github.com, "Workflow commands". */
function limitProblems({ log, summary }: StepRun): readonly string[] {
  const counted = Map.groupBy(log.commands, ({ command }) => command);
  const many = ['error', 'warning', 'notice'].filter((kind) => (counted.get(kind)?.length ?? 0) > 10);
  const size = Buffer.byteLength(summary);
  return [
    ...many.map((kind) => `More than ten annotations: ${kind}`),
    ...(size > 1024 * 1024 ? [`The summary has ${size} bytes.`] : []),
    ...[...counted.keys()].filter((command) => !['error', 'warning', 'notice'].includes(command)),
  ];
}

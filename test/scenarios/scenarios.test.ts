import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ExpectStatic, test } from 'vitest';
import { matchesOutput } from './matches-output.ts';
import { parseScenario, type Scenario } from './parse-scenario.ts';

/** The sources, or what was built: `bin/run.js`. */
const program = join(import.meta.dirname, '..', '..', process.env.ORRERY_PROGRAM ?? 'bin/dev.js');
const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.scenario')).sort();

const schemaFile = join(import.meta.dirname, '..', '..', 'schemas', 'review.schema.json');
const schema: object = JSON.parse(await readFile(schemaFile, 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema);

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

test.concurrent.for(names)('%s', async (name, { expect }) => {
  const scenario = parseScenario(await readFile(join(import.meta.dirname, name), 'utf8'));
  const outcome = await play(scenario);
  expect.soft(outcome.status, outcome.stdout + outcome.stderr).toBe(scenario.status);
  expectOutput(scenario.stdout, outcome.stdout, expect);
  expectOutput(scenario.stderr, outcome.stderr, expect);
  if (scenario.isReview) {
    validate(JSON.parse(outcome.stdout));
    expect.soft(validate.errors).toBeNull();
  }
});

function expectOutput(expected: string | undefined, output: string, expect: ExpectStatic): void {
  if (expected === undefined || matchesOutput(expected, output)) return;
  expect.soft(output).toBe(expected);
}

async function play({ files, commands }: Scenario): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-scenario-'));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    let outcome: Outcome = { status: null, stdout: '', stderr: '' };
    for (const command of commands) outcome = await run(command, folder);
    return outcome;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(words: readonly string[], folder: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: { ...process.env, GITHUB_TOKEN: '', GH_TOKEN: '', SOURCE_DATE_EPOCH: '1795348800' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
}

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTree } from '../config/write-tree.ts';

const program = join(import.meta.dirname, '..', '..', process.env['ORRERY_PROGRAM'] ?? 'bin/dev.js');

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a scan on a day of November 2026, with the program changed by a module where one is given. */
function scan(files: { readonly [path: string]: string }, preloaded?: string): Promise<Outcome> {
  const cwd = join(
    writeTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [`shop/${path}`, text]))),
    'shop',
  );
  const before = preloaded === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preloaded)}`];
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1795348800' };
  return new Promise((resolve) => {
    execFile(process.execPath, [...before, program, 'scan'], { cwd, env }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** What it prints, held in a file beside this one. */
function outputNamed(name: string): string {
  return readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8');
}

const container = '{ name: web, image: "registry.example.com/web:1.4.2", ports: [{ containerPort: 8080 }] }';

function web(replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [${container}] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;
}

const common = {
  'orrery.yaml': 'services: [{ name: web, tier: 2, owner: "group:web" }]\nprofile: two\nchecks: { paths: [own] }\n',
  'own/profiles/two.yaml':
    'id: two\ntitle: Two checks\nselect: { checks: [redundancy/min-replicas, runbooks/rollback-practised] }\nblocks: [block]\n',
  '.orrery/attestations.yaml':
    '- check: runbooks/rollback-practised\n  by: ann\n  on: 2026-11-02\n  evidence: https://wiki.example.com/rollback\n',
};
const waiver =
  '- check: redundancy/min-replicas\n  reason: A pilot with one customer.\n  owner: web-team\n  approver: amy\n  created: 2026-11-20\n  expires: 2026-12-01\n';

test.each<[string, { readonly [path: string]: string }, number]>([
  ['go', { ...common, 'deploy/web.yaml': web(2) }, 0],
  ['conditional', { ...common, 'deploy/web.yaml': web(1), '.orrery/waivers.yaml': waiver }, 0],
  ['no-go', { ...common, 'deploy/web.yaml': web(1) }, 1],
  ['not-assessed', { ...common, 'notes.txt': 'Nothing is deployed from here.\n' }, 3],
])('%s', async (name, files, status) => {
  const outcome = await scan(files);
  expect(outcome).toEqual({ status, stdout: outputNamed(name), stderr: '' });
});

test('a fault of our own', async () => {
  const fault = 'Map.groupBy = () => { throw new Error("A fault of our own."); };';
  const { status, stdout, stderr } = await scan({ ...common, 'deploy/web.yaml': web(2) }, fault);
  const lines = stderr.split('\n');
  const stack = lines.filter((line) => line.startsWith('    at '));
  const rest = lines.filter((line) => !line.startsWith('    at ')).join('\n');
  expect({ status, stdout, rest }).toEqual({ status: 70, stdout: '', rest: outputNamed('tool-error') });
  expect(stack.length).toBeGreaterThan(0);
});

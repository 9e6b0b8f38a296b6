import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTree } from '../../source-tree.ts';
import { runTool, type ToolResult } from '../run-tool.ts';
import { withScratch } from '../with-scratch.ts';
import type { Release } from './release.ts';
import { dropMissing, type Staged, stagedFiles, stageFiles } from './stage-chart.ts';

export interface HelmRun {
  readonly command: string;
  readonly allowRemote: boolean;
  /** Settings on top of the release's own. */
  readonly extraSettings: readonly string[];
}

/** Runs `helm template` on a copy of the chart. */
export async function renderRelease(tree: SourceTree, release: Release, run: HelmRun): Promise<ToolResult> {
  const staged = stagedFiles(tree, release.chart);
  if (typeof staged === 'string') return { failure: staged };
  const { chart, name, namespace, values, settings } = release;
  const given = JSON.stringify([chart.dir, name, namespace, values, settings, run.extraSettings]);
  const inputs = [...staged.map(({ file }) => file), ...values.flatMap((one) => ('file' in one ? [one.file] : []))];
  return tree.reuse(`helm ${given}`, inputs, () => runHelm(tree, release, { ...run, staged }));
}

function runHelm(
  tree: SourceTree,
  release: Release,
  run: HelmRun & { readonly staged: readonly Staged[] },
): Promise<ToolResult> {
  return withScratch(async (scratch) => {
    const folder = join(scratch, 'chart');
    const home = join(scratch, 'home');
    await mkdir(home);
    await stageFiles(tree, run.staged, folder);
    if (!run.allowRemote || !(await fetchDependencies(release, { folder, home, run }))) {
      await dropMissing(tree, release.chart, folder);
    }
    const values = await writeValues(tree, release, scratch);
    if (typeof values === 'string') return { failure: values };
    const args = ['template', ...flagsOf(release, values, run.extraSettings), '--', safeName(release), folder];
    return runTool({ command: run.command, args, cwd: scratch, scratch: home, allowRemote: false });
  });
}

async function fetchDependencies(
  { chart }: Release,
  { folder, home, run }: { readonly folder: string; readonly home: string; readonly run: HelmRun },
): Promise<boolean> {
  if (!chart.dependencies.some((one) => one.state === 'missing')) return true;
  for (const verb of ['build', 'update']) {
    const args = ['dependency', verb, '--', folder];
    const result = await runTool({ command: run.command, args, cwd: folder, scratch: home, allowRemote: true });
    if ('output' in result) return true;
  }
  return false;
}

/** The files of the values, in order; a sentence where one is not here. */
async function writeValues(tree: SourceTree, release: Release, scratch: string): Promise<readonly string[] | string> {
  const files: string[] = [];
  for (const [index, source] of release.values.entries()) {
    const text = 'inline' in source ? source.inline : tree.read(source.file);
    if (text === undefined) return `the values file ${'file' in source ? source.file : ''} is not in the repository`;
    const file = join(scratch, `values-${index}.yaml`);
    await writeFile(file, text);
    files.push(file);
  }
  return files;
}

/** What charts are told of the cluster: fixed, since helm's own default differs from build to build. */
const KUBERNETES = '1.34.0';
/** Charts ask for these before they write objects of them, and most clusters have them; without, the objects never show. */
const API_VERSIONS = [
  'apiregistration.k8s.io/v1',
  'autoscaling/v2',
  'cert-manager.io/v1',
  'gateway.networking.k8s.io/v1',
  'keda.sh/v1alpha1',
  'monitoring.coreos.com/v1',
  'networking.k8s.io/v1',
  'policy/v1',
];

function flagsOf(release: Release, values: readonly string[], extraSettings: readonly string[]): readonly string[] {
  return [
    `--namespace=${isName(release.namespace) ? release.namespace : 'default'}`,
    '--include-crds=false',
    `--kube-version=${KUBERNETES}`,
    `--api-versions=${API_VERSIONS.join(',')}`,
    '--skip-tests',
    ...values.map((file) => `--values=${file}`),
    ...[...release.settings, ...extraSettings].map((setting) => `--set=${setting}`),
  ];
}

/** Names come from the repository: only what helm takes for a name is handed on. */
function safeName({ name, chart }: Release): string {
  return [name, chart.name].find((one) => isName(one)) ?? 'release';
}

function isName(name: string | undefined): name is string {
  return name !== undefined && name.length <= 53 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name);
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { arrayOf, dig } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { relativeTo } from '../tree-paths.ts';
import { type Chart, chartFiles, readChart } from './chart.ts';

/** Charts of a few dozen files each are usual; local dependencies that nest could grow without end. */
const MAX_FILES = 10_000;
/** Of one file; packed dependencies are the largest. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A file of the tree, and where it goes below the chart's own folder. */
export interface Staged {
  readonly file: string;
  readonly target: string;
}

/**
 * A chart's files, with the local charts it depends on below `charts/`; a sentence where they are too many. Only files
 * of the tree are staged, so no link can lead out of it.
 */
export function stagedFiles(tree: SourceTree, chart: Chart): readonly Staged[] | string {
  const staged: Staged[] = [];
  const queue = [{ chart, below: '', above: [chart.dir] }];
  for (const { chart: next, below, above } of queue) {
    staged.push(...chartFiles(tree, next).map((file) => ({ file, target: `${below}${relativeTo(next.dir, file)}` })));
    if (staged.length > MAX_FILES) return `it has more than ${MAX_FILES} files with the charts it depends on`;
    for (const { name, dir } of next.dependencies) {
      const dependency = dir === undefined || above.includes(dir) ? undefined : readChart(tree, dir);
      if (!dependency || !isPlainName(name)) continue;
      queue.push({ chart: dependency, below: `${below}charts/${name}/`, above: [...above, dependency.dir] });
    }
  }
  return staged;
}

/** Copies files to a folder of their own. */
export async function stageFiles(tree: SourceTree, files: readonly Staged[], folder: string): Promise<void> {
  for (const { file, target } of files) {
    const bytes = tree.bytes(file, MAX_BYTES);
    if (bytes) await writeTo(join(folder, target), bytes);
  }
}

async function writeTo(target: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(name);
}

/** Helm refuses to render while a listed dependency is missing; without it, the chart's own templates can be read. */
export async function dropMissing(tree: SourceTree, chart: Chart, folder: string): Promise<void> {
  const missing = new Set(chart.dependencies.filter((one) => one.state === 'missing').map((one) => one.index));
  if (missing.size === 0) return;
  const kept = arrayOf(dig(chart.document.data, 'dependencies')).filter((_, index) => !missing.has(index));
  const text = withoutDependencies(tree.read(chart.file) ?? '');
  await writeFile(join(folder, 'Chart.yaml'), `${text}\ndependencies: ${JSON.stringify(kept)}\n`);
  await Promise.all(
    ['Chart.lock', 'requirements.lock', 'requirements.yaml'].map((name) => rm(join(folder, name), { force: true })),
  );
}

/** The text without its `dependencies:` block, which ends at the next key in the first column. */
function withoutDependencies(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^dependencies\s*:/.test(line));
  if (start === -1) return text;
  const length = lines.slice(start + 1).findIndex((line) => /^[^\s#-]/.test(line));
  return [...lines.slice(0, start), ...(length === -1 ? [] : lines.slice(start + 1 + length))].join('\n');
}

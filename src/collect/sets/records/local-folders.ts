import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';

/** The folder of a chart in this repository that a path names. */
export function localChart(tree: SourceTree, folder: string, path: string): string | undefined {
  const dir = resolveIn(folder, path);
  return dir !== undefined && tree.has(inside(dir, 'Chart.yaml')) ? dir : undefined;
}

export function isKustomizeFolder(tree: SourceTree, dir: string): boolean {
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) => tree.has(inside(dir, name)));
}

export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash === -1 ? '.' : file.slice(0, slash);
}

export function inside(dir: string, path: string): string {
  return dir === '.' ? path : `${dir}/${path}`;
}

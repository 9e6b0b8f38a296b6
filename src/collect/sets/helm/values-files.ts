import { isObject } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { folderOf } from '../records/local-folders.ts';
import type { Chart } from './chart.ts';

const BESIDE = /^(?:values[-._]([^/]+)|([^/]+)[-._]values|values\/([^/]+))\.ya?ml$/;
/** Files that show what values can be, or that tests use: nobody deploys with them. */
const NOT_DEPLOYED = /^(?:examples?|samples?|templates?|schema|tests?|ci|kind|minikube)$/i;

/** Values files beside a chart's own, each for one way of deploying it. */
export function valuesFilesOf(tree: SourceTree, chart: Chart, all: readonly Chart[]): readonly string[] {
  const parent = folderOf(chart.dir);
  const isAlone = chart.dir !== '.' && !all.some((other) => other !== chart && folderOf(other.dir) === parent);
  const folders = isAlone ? [chart.dir, parent] : [chart.dir];
  return tree.files.filter((file) => folders.some((folder) => isValuesFile(folder, file)) && isPlain(tree, file));
}

function isValuesFile(folder: string, file: string): boolean {
  if (folder !== '.' && !file.startsWith(`${folder}/`)) return false;
  const match = BESIDE.exec(folder === '.' ? file : file.slice(folder.length + 1));
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  return name !== undefined && !NOT_DEPLOYED.test(name);
}

/** Not a values file that SOPS has encrypted. */
function isPlain(tree: SourceTree, file: string): boolean {
  const data = tree.parse(file)[0]?.data;
  return isObject(data) && !Object.hasOwn(data, 'sops');
}

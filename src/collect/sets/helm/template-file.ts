import type { SourceTree } from '../../source-tree.ts';
import { inside } from '../records/local-folders.ts';
import { type Chart, readChart } from './chart.ts';

const MAX_DEPTH = 6;

/** The file in this repository behind helm's name for a template; undefined when it came from an archive. */
export function templateFile(tree: SourceTree, chart: Chart, template: string, depth = 0): string | undefined {
  const path = template.slice(template.indexOf('/') + 1);
  const file = inside(chart.dir, path);
  if (tree.has(file)) return file;
  const [, name, rest] = /^charts\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const dependency =
    chart.dependencies.find((one) => one.alias === name) ?? chart.dependencies.find((one) => one.name === name);
  if (!dependency || rest === undefined || depth > MAX_DEPTH) return undefined;
  const subchart = readChart(tree, dependency.dir ?? inside(chart.dir, `charts/${dependency.name}`));
  return subchart && templateFile(tree, subchart, `${subchart.name}/${rest}`, depth + 1);
}

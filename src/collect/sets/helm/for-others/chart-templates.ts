import type { SourceTree } from '../../../source-tree.ts';
import { inside } from '../../records/local-folders.ts';
import { type Chart, chartFiles, readChart } from '../chart.ts';
import { chartLines } from './chart-lines.ts';
import { splitTemplate, type TemplatePiece } from './template-pieces.ts';
import { type TemplateNode, templateTrees } from './template-tree.ts';
import { UNNAMED } from './value-behind.ts';

type Documents = readonly (readonly TemplateNode[])[];

/** The templates of a chart and of the charts it depends on, by file, as the documents that each can print. */
export type ChartTemplates = ReadonlyMap<string, Documents>;

const MAX_CHARTS = 50;
const TEMPLATE = /(?:^|\/)templates\/(?:.*\/)?[^/]+\.(?:ya?ml|tpl|json)$/;

export function chartTemplates(tree: SourceTree, chart: Chart): ChartTemplates {
  const files = chartsOf(tree, chart).flatMap((one) => chartFiles(tree, one).filter((file) => TEMPLATE.test(file)));
  const helpers = new Map<string, readonly TemplatePiece[]>();
  const pieces = new Map<string, readonly TemplatePiece[]>();
  for (const file of new Set(files)) {
    const split = splitTemplate(tree.read(file) ?? '');
    for (const [name, body] of split.helpers) helpers.set(name, body);
    if (!/(?:^|\/)_[^/]*$/.test(file)) pieces.set(file, split.pieces);
  }
  const known = new Map<string, string | undefined>();
  return new Map(
    [...pieces].map(([file, body]) => {
      const scope = {
        helpers,
        known,
        variables: new Map<string, string>(),
        dot: undefined,
        unnamed: UNNAMED,
        depth: 0,
      };
      return [file, templateTrees(chartLines(body, scope))];
    }),
  );
}

/** The chart, and those it depends on that stand in this repository. */
function chartsOf(tree: SourceTree, chart: Chart): readonly Chart[] {
  const charts = [chart];
  for (const { dir, dependencies } of charts) {
    for (const { name, dir: local } of dependencies) {
      const found = readChart(tree, local ?? inside(dir, `charts/${name}`));
      if (found && charts.length < MAX_CHARTS && !charts.some((one) => one.dir === found.dir)) charts.push(found);
    }
  }
  return charts;
}

import type { Touch, Unread } from '../../../../types/document.ts';
import type { SourceTree } from '../../../source-tree.ts';
import { JUDGED_KINDS } from '../../named-kinds.ts';
import type { Release } from '../release.ts';
import type { RenderedObject } from '../rendered-objects.ts';
import { templateFile } from '../template-file.ts';
import { chartTemplates } from './chart-templates.ts';
import { touchedByValues } from './touched-by-values.ts';
import { unwrittenKinds } from './unwritten-kinds.ts';

export interface LeftOpen {
  /** For each object, where values reach. */
  readonly touches: readonly (readonly Touch[])[];
  readonly unread: readonly Unread[];
}

/** What a chart that is meant for others leaves to whoever installs it. */
export function leftOpen(tree: SourceTree, release: Release, objects: readonly RenderedObject[]): LeftOpen {
  const { chart } = release;
  const templates = chartTemplates(tree, chart);
  const written = objects.map(({ data, template }) => ({ data, file: templateFile(tree, chart, template) }));
  return {
    touches: written.map(({ data, file }) => touchedByValues(data, templates.get(file ?? '') ?? [])),
    unread: unwritten(release, unwrittenKinds(tree, { templates, written })),
  };
}

/** How to say what an installer would. */
export const VALUES_HINT =
  'Declare the values with a deployment record, put a values file beside the chart, or pass --rendered ENV=DIR.';

function unwritten({ id, chart, place }: Release, kinds: readonly string[] | undefined): readonly Unread[] {
  if (kinds?.length === 0) return [];
  const what = kinds === undefined ? 'objects of any kind' : listed(kinds);
  const detail = `The chart ${chart.dir} can also write ${what}, where whoever installs it sets values for that.`;
  const mentions = kinds === undefined ? {} : { mentions: kinds };
  return [{ source: 'helm', set: id, reason: 'unresolved', detail, hint: VALUES_HINT, place, ...mentions }];
}

const MOST_LISTED = 6;

/** Kinds that conclusions are drawn from come first; the rest are counted. */
function listed(kinds: readonly string[]): string {
  const isJudged = (kind: string): boolean => JUDGED_KINDS.some((one) => one === kind);
  const sorted = [...kinds.filter(isJudged), ...kinds.filter((kind) => !isJudged(kind))];
  const shown = sorted.slice(0, MOST_LISTED).join(', ');
  const left = sorted.length - MOST_LISTED;
  return left > 0 ? `${shown} and ${left} other ${left === 1 ? 'kind' : 'kinds'}` : shown;
}

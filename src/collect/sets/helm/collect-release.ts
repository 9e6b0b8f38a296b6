import type { Touch, Unread } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { mentionedKinds } from '../mentioned-kinds.ts';
import { type SetPart, setPart } from '../set-part.ts';
import { chartFiles } from './chart.ts';
import { leftOpen, VALUES_HINT } from './for-others/for-others.ts';
import { type Release, setOf } from './release.ts';
import { renderRelease } from './render-release.ts';
import { type RenderedObject, renderedObjects } from './rendered-objects.ts';
import { touchedBySettings } from './touched-by-settings.ts';
import { tracedDocument } from './traced-document.ts';

export interface HelmOptions {
  readonly command?: string;
  readonly allowRemote: boolean;
}

/** Renders one release; where that cannot be done, says so. */
export async function collectRelease(tree: SourceTree, release: Release, options: HelmOptions): Promise<SetPart> {
  const sets = [setOf(release)];
  const missing = missingDependencies(release, options);
  if (!options.command) {
    const failure = 'helm is not installed';
    return setPart({ sets, unread: [unrendered(tree, release, failure), ...missing] });
  }
  const run = { command: options.command, allowRemote: options.allowRemote };
  const result = await renderRelease(tree, release, { ...run, extraSettings: [] });
  if ('failure' in result) {
    const failed = unrendered(tree, release, result.failure);
    const lacksValues = release.isForOthers && missing.length === 0;
    const why = lacksValues ? ({ reason: 'unresolved', hint: VALUES_HINT } as const) : {};
    return setPart({ sets, unread: [{ ...failed, ...why }, ...missing] });
  }
  const { objects, problem } = renderedObjects(result.output);
  const open = release.isForOthers ? leftOpen(tree, release, objects) : undefined;
  const touches = open?.touches ?? (await touchesOf(tree, release, { objects, ...run }));
  const documents = objects.map((object, index) => ({
    ...tracedDocument(tree, release, { object, objects }),
    ...(touches[index]?.length && { touched: touches[index] }),
  }));
  const unread = problem === undefined ? missing : [unrendered(tree, release, problem), ...missing];
  return setPart({ sets, documents, unread: [...unread, ...unknownValues(release), ...(open?.unread ?? [])] });
}

interface Rendering {
  readonly objects: readonly RenderedObject[];
  readonly command: string;
  readonly allowRemote: boolean;
}

/** What stands in for a value that only the deployment knows. */
const STAND_IN = 'set-by-the-deployment';

/** For each object, where values reach that only the deployment knows. */
async function touchesOf(
  tree: SourceTree,
  release: Release,
  { objects, command, allowRemote }: Rendering,
): Promise<readonly (readonly Touch[])[]> {
  const by = `${release.place.file}:${release.place.line}`;
  if (release.unknownValues !== undefined) return objects.map(() => [{ pointer: '', by }]);
  if (release.unknownKeys.length === 0) return [];
  const extraSettings = release.unknownKeys.map((key) => `${key}=${STAND_IN}`);
  const result = await renderRelease(tree, release, { command, allowRemote, extraSettings });
  if ('failure' in result) return objects.map(() => [{ pointer: '', by }]);
  const others = renderedObjects(result.output).objects;
  return objects.map((object) => touchedBySettings(object, others).map((pointer) => ({ pointer, by })));
}

function unrendered(tree: SourceTree, release: Release, why: string): Unread {
  const texts = chartFiles(tree, release.chart)
    .filter((file) => /(?:^|\/)templates\//.test(file))
    .map((file) => tree.read(file) ?? '');
  const isWhole = release.chart.dependencies.every((one) => one.state === 'vendored');
  const mentions = isWhole ? mentionedKinds(texts) : undefined;
  return {
    source: 'helm',
    set: release.id,
    reason: 'needs-render',
    detail: `The chart ${release.chart.dir} could not be rendered as ${release.id}: ${why}.`,
    hint: 'Install helm, check that helm template works, or pass --rendered ENV=DIR with its output.',
    place: release.place,
    ...(mentions && { mentions }),
  };
}

function missingDependencies({ chart, id }: Release, { allowRemote }: HelmOptions): readonly Unread[] {
  return chart.dependencies
    .filter((one) => one.state === 'missing' && !allowRemote)
    .map(({ name, index }) => ({
      source: 'helm',
      set: id,
      reason: 'needs-render',
      detail: `The chart ${chart.dir} depends on ${name}, which is not in the repository. The rest of it was rendered alone.`,
      hint: 'Run helm dependency build first, or allow remote dependencies to be fetched.',
      place: chart.document.locate(`/dependencies/${index}`),
    }));
}

function unknownValues({ unknownValues, chart, id, place }: Release): readonly Unread[] {
  if (unknownValues === undefined) return [];
  const detail = `Not all values of the chart ${chart.dir} are known: ${unknownValues}.`;
  const hint = 'Pass --rendered ENV=DIR with what is deployed.';
  return [{ source: 'helm', set: id, reason: 'unresolved', detail, hint, place }];
}

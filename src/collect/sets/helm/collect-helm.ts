import type { SourceTree } from '../../source-tree.ts';
import { mapLimited } from '../map-limited.ts';
import type { HelmRecord } from '../records/deployment-record.ts';
import { joinParts, type SetPart, setPart } from '../set-part.ts';
import { isTestPath } from '../tree-paths.ts';
import { type Chart, chartFiles, findCharts, isLibrary } from './chart.ts';
import { collectRelease, type HelmOptions } from './collect-release.ts';
import { isChartRepository } from './for-others/is-chart-repository.ts';
import { type Release, releaseOfRecord, releaseOfValues, setOf, withUniqueIds } from './release.ts';
import { valuesFilesOf } from './values-files.ts';

export interface HelmInput extends HelmOptions {
  readonly records: readonly HelmRecord[];
  /** The configuration says that the charts are meant for others. */
  readonly chartsForOthers: boolean;
}

const AT_ONCE = 2;
/** Each may take half a minute. */
const MAX_RELEASES = 300;
/** Files of a chart that could be taken for manifests of their own. */
const PART = /\.(?:ya?ml|json|tpl|txt|lock)$/;

/** Renders every chart: as the deployment records say, else with each values file beside it, else with its defaults. */
export async function collectHelm(tree: SourceTree, input: HelmInput): Promise<SetPart> {
  const charts = findCharts(tree);
  const isOfTests = (chart: Chart): boolean =>
    isTestPath(chart.dir) && !input.records.some((record) => record.chart === chart.dir);
  const left = charts.every(isOfTests) ? [] : charts.filter(isOfTests);
  const installable = charts.filter((chart) => !isLibrary(chart) && !left.includes(chart));
  const releases = withUniqueIds(installable.flatMap((chart) => releasesOf(tree, chart, { all: charts, input })));
  const parts = await mapLimited(releases.slice(0, MAX_RELEASES), AT_ONCE, (one) => collectRelease(tree, one, input));
  const why = 'Helm charts in folders of tests';
  const files = left.map(({ file }) => file).sort();
  return joinParts([
    ...parts,
    ...releases.slice(MAX_RELEASES).map((release) => beyondLimit(release)),
    setPart({
      consumed: [
        ...charts.flatMap((chart) => chartFiles(tree, chart).filter((file) => PART.test(file))),
        ...releases.flatMap(valuesOf),
      ],
      skipped: files[0] === undefined ? [] : [{ why, files: files.length, example: files[0] }],
    }),
  ]);
}

function releasesOf(
  tree: SourceTree,
  chart: Chart,
  { all, input }: { readonly all: readonly Chart[]; readonly input: HelmInput },
): readonly Release[] {
  const records = input.records.filter((record) => record.chart === chart.dir);
  const recorded = records.map((record) => releaseOfRecord(chart, record));
  const isComplete = records.some((record) => !record.isOneOfSeveral);
  const used = new Set(recorded.flatMap(valuesOf));
  const files = isComplete ? [] : valuesFilesOf(tree, chart, all).filter((file) => !used.has(file));
  const releases = [...recorded, ...files.map((file) => releaseOfValues(chart, file))];
  if (releases.length > 0) return releases;
  const isForOthers = input.chartsForOthers || isChartRepository(tree);
  return [{ ...releaseOfValues(chart), ...(isForOthers && { isForOthers }) }];
}

function beyondLimit(release: Release): SetPart {
  const detail = `The release ${release.id} was not rendered: more than ${MAX_RELEASES} stand before it.`;
  const unread = { source: 'helm', set: release.id, reason: 'limit', detail, place: release.place } as const;
  return setPart({ sets: [setOf(release)], unread: [unread] });
}

function valuesOf({ values }: Release): readonly string[] {
  return values.flatMap((source) => ('file' in source ? [source.file] : []));
}

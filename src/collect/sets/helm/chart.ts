import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { Document } from '../../../types/document.ts';
import type { SourceTree } from '../../source-tree.ts';
import { folderOf, inside } from '../records/local-folders.ts';
import { filesBelow, resolveIn } from '../tree-paths.ts';

/** A chart that can be installed; its subcharts belong to it. */
export interface Chart {
  readonly dir: string;
  readonly file: string;
  readonly document: Document;
  readonly name: string;
  readonly dependencies: readonly Dependency[];
}

export interface Dependency {
  readonly name: string;
  readonly alias?: string;
  readonly index: number;
  /** `vendored` below `charts/`, `local` elsewhere in this repository, or `missing`. */
  readonly state: 'vendored' | 'local' | 'missing';
  /** The folder of a local one. */
  readonly dir?: string;
  readonly importsValues: boolean;
}

/** All charts, libraries included, that are no subchart of another. */
export function findCharts(tree: SourceTree): readonly Chart[] {
  const dirs = tree.files.filter((file) => /(?:^|\/)Chart\.yaml$/.test(file)).map((file) => folderOf(file));
  const isSubchart = (dir: string): boolean => dirs.some((other) => dir.startsWith(inside(other, 'charts/')));
  return dirs.filter((dir) => !isSubchart(dir)).flatMap((dir) => readChart(tree, dir) ?? []);
}

export function isLibrary({ document }: Chart): boolean {
  return dig(document.data, 'type') === 'library';
}

const ROOT_CHART_FILES =
  /^(?:Chart\.(?:yaml|lock)|requirements\.(?:yaml|lock)|\.helmignore|values[^/]*|[^/]*[-._]values\.ya?ml|(?:templates|charts|crds|values|files|ci)\/.*)$/;

/** What a chart is made of. One at the root of a repository has the rest of the repository beside it. */
export function chartFiles(tree: SourceTree, { dir }: Chart): readonly string[] {
  const files = filesBelow(tree, dir);
  return dir === '.' ? files.filter((file) => ROOT_CHART_FILES.test(file)) : files;
}

export function readChart(tree: SourceTree, dir: string): Chart | undefined {
  const file = inside(dir, 'Chart.yaml');
  const document = tree.parse(file)[0];
  const name = stringOf(dig(document?.data, 'name'));
  if (!document || name === undefined) return undefined;
  return { dir, file, document, name, dependencies: dependenciesOf(tree, dir, document.data) };
}

function dependenciesOf(tree: SourceTree, dir: string, data: unknown): readonly Dependency[] {
  const old = tree.parse(inside(dir, 'requirements.yaml'))[0]?.data;
  const entries = [...arrayOf(dig(data, 'dependencies')), ...arrayOf(dig(old, 'dependencies'))];
  return entries.flatMap((entry, index) => {
    const name = stringOf(dig(entry, 'name'));
    if (name === undefined) return [];
    const alias = stringOf(dig(entry, 'alias'));
    const importsValues = arrayOf(dig(entry, 'import-values')).length > 0;
    const found = findDependency(tree, dir, { name, repository: stringOf(dig(entry, 'repository')) ?? '' });
    return [{ name, index, importsValues, ...(alias !== undefined && { alias }), ...found }];
  });
}

function findDependency(
  tree: SourceTree,
  dir: string,
  { name, repository }: { readonly name: string; readonly repository: string },
): Pick<Dependency, 'state' | 'dir'> {
  const folder = inside(dir, `charts/${name}`);
  if (tree.has(`${folder}/Chart.yaml`)) return { state: 'vendored' };
  if (tree.files.some((file) => file.startsWith(`${folder}-`) && file.endsWith('.tgz'))) return { state: 'vendored' };
  const local = repository.startsWith('file://') ? resolveIn(dir, repository.slice('file://'.length)) : undefined;
  return local !== undefined && tree.has(inside(local, 'Chart.yaml'))
    ? { state: 'local', dir: local }
    : { state: 'missing' };
}

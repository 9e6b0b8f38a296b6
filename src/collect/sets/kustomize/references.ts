import { arrayOf, dig, type JsonObject, stringOf } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { resolveIn } from '../tree-paths.ts';

/** Something that a kustomization names, and where it leads. */
export interface Reference {
  readonly field: string;
  readonly pointer: string;
  readonly value: string;
  readonly leadsTo: 'file' | 'folder' | 'remote' | 'outside' | 'unseen';
  /** Relative to the root; absent for what is remote or outside. */
  readonly path?: string;
}

interface Named {
  readonly field: string;
  readonly pointer: string;
  readonly value: string;
}

interface Setting {
  readonly dir: string;
  readonly folders: ReadonlySet<string>;
  readonly tree: SourceTree;
}

/** Fields that hold configurations of plugins, which can name paths of their own. */
export const PLUGIN_FIELDS: readonly string[] = ['transformers', 'generators', 'validators'];
const LISTS = ['resources', 'bases', 'components', 'crds', 'configurations'];
/** Lists whose entries are paths or whole YAML texts. */
const MIXED_LISTS = ['patchesStrategicMerge', ...PLUGIN_FIELDS];
const WITH_PATH = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

/** Every path that a kustomization names, in the order of the fields. */
export function referencesOf(data: JsonObject, setting: Setting): readonly Reference[] {
  return [
    ...LISTS.flatMap((field) => entriesOf(data, field)),
    ...MIXED_LISTS.flatMap((field) => entriesOf(data, field).filter((entry) => !entry.value.includes('\n'))),
    ...WITH_PATH.flatMap((field) => pathsOf(data, field)),
    ...GENERATORS.flatMap((field) => generatorPathsOf(data, field)),
    ...singlePaths(data),
  ].map((named) => ({ ...named, ...follow(named.value, setting) }));
}

function entriesOf(data: JsonObject, field: string): readonly Named[] {
  return arrayOf(data[field]).flatMap((entry, index) =>
    typeof entry === 'string' ? [{ field, pointer: `/${field}/${index}`, value: entry }] : [],
  );
}

function pathsOf(data: JsonObject, field: string): readonly Named[] {
  return arrayOf(data[field]).flatMap((entry, index) => {
    const value = stringOf(dig(entry, 'path'));
    return value === undefined ? [] : [{ field, pointer: `/${field}/${index}/path`, value }];
  });
}

/** `files:` entries may be written `key=path`. */
function generatorPathsOf(data: JsonObject, field: string): readonly Named[] {
  return arrayOf(data[field]).flatMap((entry, index) => {
    const lists = ['files', 'envs'].flatMap((key) => arrayOf(dig(entry, key)));
    return [...lists, dig(entry, 'env')].flatMap((value) =>
      typeof value === 'string'
        ? [{ field, pointer: `/${field}/${index}`, value: value.slice(value.indexOf('=') + 1) }]
        : [],
    );
  });
}

function singlePaths(data: JsonObject): readonly Named[] {
  const openapi = stringOf(dig(data, 'openapi', 'path'));
  const charts = arrayOf(data['helmCharts']).flatMap((chart, index) => {
    const value = stringOf(dig(chart, 'valuesFile'));
    return value === undefined ? [] : [{ field: 'helmCharts', pointer: `/helmCharts/${index}`, value }];
  });
  return openapi === undefined ? charts : [{ field: 'openapi', pointer: '/openapi/path', value: openapi }, ...charts];
}

function follow(value: string, { dir, folders, tree }: Setting): Pick<Reference, 'leadsTo' | 'path'> {
  if (isRemote(value)) return { leadsTo: 'remote' };
  const path = resolveIn(dir, value);
  if (path === undefined) return { leadsTo: 'outside' };
  if (folders.has(path)) return { leadsTo: 'folder', path };
  return { leadsTo: tree.has(path) ? 'file' : 'unseen', path };
}

/** URLs, git addresses, and the forms without a scheme that kustomize takes for one. */
function isRemote(value: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:|git@|[^/\s]+@[^/\s]+:|(?:www\.)?(?:github|gitlab|bitbucket)\.[a-z]+[/:])/i.test(value)) {
    return true;
  }
  return /[?&](?:ref|version|timeout|submodules)=/.test(value) || value.includes('.git//') || /_git\//.test(value);
}

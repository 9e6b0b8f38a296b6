import { arrayOf, isObject } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { leadsTo } from '../tree-paths.ts';
import type { Kustomization } from './kustomization.ts';
import { PLUGIN_FIELDS, type Reference } from './references.ts';

/** Why an overlay was not rendered. */
export interface Refusal {
  readonly why: string;
  readonly member: Kustomization;
  readonly pointer: string;
  readonly isRemote: boolean;
}

interface Scope {
  readonly tree: SourceTree;
  readonly byDir: ReadonlyMap<string, Kustomization>;
  readonly allowRemote: boolean;
}

/** The first thing in an overlay, or in all that it includes, that must not be handed to the renderer. */
export async function refusalOf(scope: Scope, root: Kustomization): Promise<Refusal | undefined> {
  const members = new Set([root]);
  for (const member of members) {
    const refusal = (await refusedReference(scope, member)) ?? refusedContent(scope, member);
    if (refusal) return refusal;
    for (const { leadsTo: seen, path } of member.references) {
      const next = seen === 'folder' ? scope.byDir.get(path ?? '') : undefined;
      if (next) members.add(next);
    }
  }
  return undefined;
}

async function refusedReference(scope: Scope, member: Kustomization): Promise<Refusal | undefined> {
  for (const reference of member.references) {
    const why = await objectionTo(scope, reference);
    if (why) return { why, member, pointer: reference.pointer, isRemote: reference.leadsTo === 'remote' };
  }
  return undefined;
}

function refusedContent({ tree, allowRemote }: Scope, member: Kustomization): Refusal | undefined {
  const field = strangeField(member);
  if (field !== undefined) {
    return { why: `it has a field that kustomize does not know: ${field}`, member, pointer: '', isRemote: false };
  }
  if (tree.parse(member.file).length > 1) {
    return { why: `${member.file} holds more than one document`, member, pointer: '', isRemote: false };
  }
  return !allowRemote && hasUrlInPlugins(tree, member)
    ? { why: 'a plugin configuration names a URL', member, pointer: '', isRemote: true }
    : undefined;
}

async function objectionTo(
  { tree, byDir, allowRemote }: Scope,
  { leadsTo: seen, value, path }: Reference,
): Promise<string | undefined> {
  if (seen === 'remote') return allowRemote ? undefined : `\`${value}\` is remote and is not fetched`;
  if (seen === 'outside' || path === undefined) return `\`${value}\` leads out of the checkout`;
  if (seen === 'folder') return byDir.has(path) ? undefined : `\`${value}\` holds no kustomization that can be read`;
  const real = await leadsTo(await tree.folder(), path);
  if (real === 'outside') return `\`${value}\` leads out of the checkout`;
  if (real === 'nowhere') return `\`${value}\` does not exist`;
  return real === 'folder' ? `\`${value}\` is a folder that was not read` : undefined;
}

const FIELDS = new Set([
  ...['apiVersion', 'kind', 'metadata', 'resources', 'bases', 'components', 'crds', 'configurations', 'patches'],
  ...['patchesStrategicMerge', 'patchesJson6902', 'replacements', 'transformers', 'generators', 'validators'],
  ...['configMapGenerator', 'secretGenerator', 'generatorOptions', 'helmCharts', 'helmGlobals', 'openapi', 'images'],
  ...['helmChartInflationGenerator', 'imageTags', 'replicas', 'namePrefix', 'nameSuffix', 'namespace', 'vars'],
  ...['labels', 'commonLabels', 'commonAnnotations', 'buildMetadata', 'sortOptions'],
]);
const NESTED = new Set(['path', 'files', 'envs', 'env', 'patch']);

/**
 * A field that kustomize may understand and we do not look at. It matches names without regard to case, so
 * `Resources:` would be a way past our look at the paths.
 */
function strangeField({ data }: Kustomization): string | undefined {
  const top = Object.keys(data).find((key) => !FIELDS.has(key));
  if (top !== undefined) return top;
  return Object.values(data)
    .flatMap((value) => arrayOf(value))
    .flatMap((entry) => (isObject(entry) ? Object.keys(entry) : []))
    .find((key) => !NESTED.has(key) && NESTED.has(key.toLowerCase()));
}

function hasUrlInPlugins(tree: SourceTree, member: Kustomization): boolean {
  const inline = PLUGIN_FIELDS.flatMap((field) => arrayOf(member.data[field])).map(String);
  const files = member.references.flatMap(({ field, path }) =>
    PLUGIN_FIELDS.includes(field) && path !== undefined ? [tree.read(path) ?? ''] : [],
  );
  return [...inline, ...files].some((text) => text.includes('\n') && /\bhttps?:/i.test(text));
}

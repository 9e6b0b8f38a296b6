import { arrayOf, isObject } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { runTool, type ToolResult } from '../run-tool.ts';
import { leadsTo } from '../tree-paths.ts';
import { withScratch } from '../with-scratch.ts';
import type { Kustomization } from './kustomization.ts';
import type { Overlay } from './overlay.ts';
import type { Reference } from './references.ts';

/** Why an overlay was not rendered. */
export interface Refusal {
  readonly why: string;
  readonly member: Kustomization;
  readonly pointer: string;
  readonly isRemote: boolean;
}

export interface KustomizeRun {
  readonly command: readonly string[];
  readonly allowRemote: boolean;
}

/** Runs kustomize. Call it only on an overlay that `refusalOf` has no objection to. */
export async function renderOverlay(tree: SourceTree, overlay: Overlay, run: KustomizeRun): Promise<ToolResult> {
  const [command = '', ...subcommand] = run.command;
  const folder = overlay.root.dir === '.' ? '.' : `./${overlay.root.dir}`;
  const build = (flags: readonly string[]): Promise<ToolResult> =>
    withScratch((scratch) =>
      runTool({
        command,
        args: [...subcommand, ...flags, folder],
        cwd: tree.root,
        scratch,
        allowRemote: run.allowRemote,
      }),
    );
  const result = await build([]);
  const isRestricted = 'failure' in result && result.failure.includes('is not in or below');
  // Every path was seen to stay inside the checkout, so the restriction to the overlay's own folder may go.
  return isRestricted && !hasPluginPaths(overlay) ? build(['--load-restrictor=LoadRestrictionsNone']) : result;
}

/** Plugin configurations can name paths that we do not look at. */
function hasPluginPaths({ members }: Overlay): boolean {
  return members.some(({ data }) => PLUGINS.some((field) => arrayOf(data[field]).length > 0));
}

const PLUGINS = ['transformers', 'generators', 'validators'];

/** The first thing in an overlay that must not, or cannot, be handed to the renderer. */
export async function refusalOf(
  tree: SourceTree,
  overlay: Overlay,
  allowRemote: boolean,
): Promise<Refusal | undefined> {
  for (const member of overlay.members) {
    const field = strangeField(member);
    if (field !== undefined) {
      return { why: `it has a field that kustomize does not know: ${field}`, member, pointer: '', isRemote: false };
    }
    for (const reference of member.references) {
      const why = await objectionTo(tree, reference, allowRemote);
      if (why) return { why, member, pointer: reference.pointer, isRemote: reference.leadsTo === 'remote' };
    }
    if (!allowRemote && hasUrlInPlugins(tree, member)) {
      return { why: 'a plugin configuration names a URL', member, pointer: '', isRemote: true };
    }
  }
  return undefined;
}

async function objectionTo(
  tree: SourceTree,
  { leadsTo: seen, value, path }: Reference,
  allowRemote: boolean,
): Promise<string | undefined> {
  if (seen === 'remote') return allowRemote ? undefined : `\`${value}\` is remote and is not fetched`;
  if (seen === 'outside' || path === undefined) return `\`${value}\` leads out of the checkout`;
  if (seen === 'folder') return undefined;
  const real = await leadsTo(tree.root, path);
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
  const inline = PLUGINS.flatMap((field) => arrayOf(member.data[field])).map(String);
  const files = member.references.flatMap(({ field, path }) =>
    PLUGINS.includes(field) && path !== undefined ? [tree.read(path) ?? ''] : [],
  );
  return [...inline, ...files].some((text) => text.includes('\n') && /\bhttps?:/i.test(text));
}

import { arrayOf } from '../../../lib/json.ts';
import type { SourceTree } from '../../source-tree.ts';
import { runTool, type ToolResult } from '../run-tool.ts';
import { withScratch } from '../with-scratch.ts';
import type { Overlay } from './overlay.ts';
import { PLUGIN_FIELDS } from './references.ts';

export interface KustomizeRun {
  readonly command: readonly string[];
  readonly allowRemote: boolean;
}

/** Runs kustomize. Call it only on an overlay that `refusalOf` has no objection to. */
export async function renderOverlay(tree: SourceTree, overlay: Overlay, run: KustomizeRun): Promise<ToolResult> {
  const [command = '', ...subcommand] = run.command;
  const folder = overlay.root.dir === '.' ? '.' : `./${overlay.root.dir}`;
  const cwd = await tree.folder();
  const build = (flags: readonly string[]): Promise<ToolResult> =>
    withScratch((scratch) =>
      runTool({
        command,
        args: [...subcommand, ...flags, folder],
        cwd,
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
  return members.some(({ data }) => PLUGIN_FIELDS.some((field) => arrayOf(data[field]).length > 0));
}

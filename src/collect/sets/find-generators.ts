import { arrayOf, dig } from '../../lib/json.ts';
import type { Unread } from '../../types/document.ts';
import type { SourceTree } from '../source-tree.ts';
import { type SetPart, setPart } from './set-part.ts';

/** A tool that writes manifests from programs, and how its presence shows. */
interface Generator {
  readonly tool: string;
  readonly isMarker: (tree: SourceTree, file: string) => boolean;
}

const GENERATORS: readonly Generator[] = [
  { tool: 'Tanka', isMarker: (tree, file) => isTanka(tree, file) },
  { tool: 'jsonnet', isMarker: (_, file) => /(?:\.jsonnet|\.libsonnet|(?:^|\/)jsonnetfile\.json)$/.test(file) },
  { tool: 'cdk8s', isMarker: (_, file) => /(?:^|\/)cdk8s\.ya?ml$/.test(file) },
  { tool: 'Pulumi', isMarker: (_, file) => /(?:^|\/)Pulumi\.ya?ml$/.test(file) },
  { tool: 'ytt', isMarker: isYtt },
  { tool: 'Timoni', isMarker: (_, file) => /(?:^|\/)timoni\.(?:cue|ignore)$/.test(file) },
  { tool: 'CUE', isMarker: (_, file) => /(?:^|\/)cue\.mod\/module\.cue$/.test(file) },
  { tool: 'kpt', isMarker: hasMutators },
];

/** Tools that generate manifests and are not run here: each leaves one thing unread, at the first file that shows it. */
export function findGenerators(tree: SourceTree): SetPart {
  const found = GENERATORS.map(({ tool, isMarker }) => ({
    tool,
    files: tree.files.filter((file) => isMarker(tree, file)),
  }));
  const tanka = found[0]?.files.length ?? 0;
  return setPart({
    unread: found.flatMap(({ tool, files }) => (tool === 'jsonnet' && tanka > 0 ? [] : unreadOf(tool, files))),
    consumed: found.flatMap(({ tool, files }) => (tool === 'ytt' ? files : [])),
  });
}

function unreadOf(tool: string, files: readonly string[]): readonly Unread[] {
  const [first] = files;
  if (first === undefined) return [];
  return [
    {
      source: 'generator',
      reason: 'needs-render',
      detail: `${tool} generates manifests from ${first}${files.length > 1 ? ` and ${files.length - 1} more` : ''}, and is not run.`,
      hint: `Pass --rendered ENV=DIR with the output of ${tool}.`,
      place: { file: first, line: 1, column: 1, exact: true, via: 'source' },
    },
  ];
}

function isTanka(tree: SourceTree, file: string): boolean {
  if (!/(?:^|\/)jsonnetfile\.json$/.test(file)) return false;
  const folder = file.slice(0, file.length - 'jsonnetfile.json'.length);
  return tree.files.some((other) => other.startsWith(`${folder}environments/`) && other.endsWith('/main.jsonnet'));
}

function isYtt(tree: SourceTree, file: string): boolean {
  if (!/\.(?:ya?ml|star)$/.test(file)) return false;
  return /^[ \t]*#@(?:[ \t]|data\/values|overlay\/|library\/|schema\/)/m.test(tree.read(file) ?? '');
}

/** A package whose pipeline changes its resources before they are applied. */
function hasMutators(tree: SourceTree, file: string): boolean {
  if (!/(?:^|\/)Kptfile$/.test(file)) return false;
  return tree.parse(file).some(({ data }) => arrayOf(dig(data, 'pipeline', 'mutators')).length > 0);
}

import { arrayOf, dig } from '../../lib/json.ts';
import { textPlace } from '../../lib/text-place.ts';
import type { Unread } from '../../types/document.ts';
import type { SourceTree } from '../source-tree.ts';
import { namedKinds } from './named-kinds.ts';
import { type SetPart, setPart } from './set-part.ts';
import { yamlMarkers } from './yaml-markers.ts';

/** A tool that writes manifests from programs, and how its presence shows. */
interface Generator {
  readonly tool: string;
  readonly files: (tree: SourceTree) => readonly string[];
}

const GENERATORS: readonly Generator[] = [
  { tool: 'Tanka', files: (tree) => tree.files.filter((file) => isTanka(tree, file)) },
  { tool: 'jsonnet', files: named(/(?:\.jsonnet|\.libsonnet|(?:^|\/)jsonnetfile\.json)$/) },
  { tool: 'cdk8s', files: named(/(?:^|\/)cdk8s\.ya?ml$/) },
  { tool: 'Pulumi', files: named(/(?:^|\/)Pulumi\.ya?ml$/) },
  { tool: 'ytt', files: (tree) => yamlMarkers(tree).ytt },
  { tool: 'Timoni', files: named(/(?:^|\/)timoni\.(?:cue|ignore)$/) },
  { tool: 'CUE', files: named(/(?:^|\/)cue\.mod\/module\.cue$/) },
  { tool: 'kpt', files: (tree) => tree.files.filter((file) => hasMutators(tree, file)) },
];

/** Tools that generate manifests and are not run here: each leaves one thing unread, at the first file that shows it. */
export function findGenerators(tree: SourceTree): SetPart {
  const found = GENERATORS.map(({ tool, files }) => ({ tool, files: files(tree) }));
  const tanka = found[0]?.files.length ?? 0;
  return setPart({
    unread: found.flatMap(({ tool, files }) => (tool === 'jsonnet' && tanka > 0 ? [] : unreadOf(tree, tool, files))),
    consumed: found.flatMap(({ tool, files }) => (tool === 'ytt' ? files : [])),
  });
}

function named(pattern: RegExp): Generator['files'] {
  return (tree) => tree.files.filter((file) => pattern.test(file));
}

/** What a generator may print, told by whether its sources name it: `podDisruptionBudget` in jsonnet, `KubeIngress` in cdk8s. */
function unreadOf(tree: SourceTree, tool: string, files: readonly string[]): readonly Unread[] {
  const [first] = files;
  if (first === undefined) return [];
  return [
    {
      source: 'generator',
      reason: 'needs-render',
      detail: `${tool} generates manifests from ${first}${files.length > 1 ? ` and ${files.length - 1} more` : ''}, and is not run.`,
      hint: `Pass --rendered ENV=DIR with the output of ${tool}.`,
      place: textPlace(first, 1),
      mentions: namedKinds(sourcesOf(tree, files)),
    },
  ];
}

const MAX_SOURCES = 500;
const SOURCE = /\.(?:jsonnet|libsonnet|ts|js|py|go|java|cs|cue|ya?ml|star)$/;

/** The texts of the files themselves and of the sources beside and below them. */
function sourcesOf(tree: SourceTree, files: readonly string[]): readonly string[] {
  const folders = [...new Set(files.map((file) => file.slice(0, file.lastIndexOf('/') + 1)))];
  const sources = tree.files.filter((file) => SOURCE.test(file) && folders.some((folder) => file.startsWith(folder)));
  return [...new Set([...files, ...sources])].slice(0, MAX_SOURCES).map((file) => tree.read(file) ?? '');
}

function isTanka(tree: SourceTree, file: string): boolean {
  if (!/(?:^|\/)jsonnetfile\.json$/.test(file)) return false;
  const folder = file.slice(0, file.length - 'jsonnetfile.json'.length);
  return tree.files.some((other) => other.startsWith(`${folder}environments/`) && other.endsWith('/main.jsonnet'));
}

/** A package whose pipeline changes its resources before they are applied. */
function hasMutators(tree: SourceTree, file: string): boolean {
  if (!/(?:^|\/)Kptfile$/.test(file)) return false;
  return tree.parse(file).some(({ data }) => arrayOf(dig(data, 'pipeline', 'mutators')).length > 0);
}

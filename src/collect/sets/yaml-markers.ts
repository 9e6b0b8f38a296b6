import type { SourceTree } from '../source-tree.ts';

/** YAML files by what their text mentions, before any of them is parsed. */
export interface YamlMarkers {
  /** May say what is deployed: Argo CD, Flux, skaffold. */
  readonly records: readonly string[];
  readonly skaffold: readonly string[];
  /** Are templates for ytt. */
  readonly ytt: readonly string[];
}

const RECORD = /\b(?:argoproj\.io|helm\.toolkit\.fluxcd\.io|kustomize\.toolkit\.fluxcd\.io|skaffold)\//;
const MENTIONS = ['argoproj.io/', 'toolkit.fluxcd.io/', 'skaffold/'];
const SKAFFOLD = /\bskaffold\//;
const YTT = /^[ \t]*#@(?:[ \t]|data\/values|overlay\/|library\/|schema\/)/m;

const known = new WeakMap<SourceTree, YamlMarkers>();

/** Looks through every YAML file once for a tree, since reading is what costs. */
export function yamlMarkers(tree: SourceTree): YamlMarkers {
  const markers = known.get(tree) ?? look(tree);
  known.set(tree, markers);
  return markers;
}

function look(tree: SourceTree): YamlMarkers {
  const records: string[] = [];
  const skaffold: string[] = [];
  const ytt: string[] = [];
  for (const file of tree.files) {
    const text = /\.(?:ya?ml|star)$/.test(file) ? (tree.read(file) ?? '') : '';
    if (MENTIONS.some((word) => text.includes(word)) && RECORD.test(text)) records.push(file);
    if (text.includes('skaffold/') && SKAFFOLD.test(text)) skaffold.push(file);
    // Most files have no `#@` at all, and looking for it is cheaper than the pattern.
    if (text.includes('#@') && YTT.test(text)) ytt.push(file);
  }
  return { records, skaffold, ytt };
}

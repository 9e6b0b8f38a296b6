import { textPlace } from '../lib/text-place.ts';
import { parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Document } from '../types/document.ts';
import type { SourceTree } from './source-tree.ts';

/** Where Dependabot and Renovate look for their configuration. */
const PLACES: ReadonlySet<string> = new Set([
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.github/renovate.json',
  '.github/renovate.json5',
]);

export function isUpdateConfig(path: string): boolean {
  return PLACES.has(path);
}

/** The configuration of a tool that proposes dependency updates: `data.tool`, and what it says in `data.config`. */
export function readUpdateConfig(tree: SourceTree, path: string): readonly Document[] {
  const text = tree.read(path);
  if (text === undefined) return [];
  const tool = path.includes('dependabot') ? 'dependabot' : 'renovate';
  const [document] = parseYaml(path, text).documents;
  const locate = (pointer: string) => document?.locate(pointer.replace(/^\/config/, '')) ?? textPlace(path, 1);
  return [{ file: path, format: 'updates', data: { tool, config: document?.data ?? null }, locate }];
}

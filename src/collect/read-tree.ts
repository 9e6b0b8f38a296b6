import { readInside } from '../lib/read-inside.ts';
import { type ParsedYaml, parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Checkout } from '../types/checkout.ts';
import type { SourceTree } from './source-tree.ts';

/** Larger files are not parsed. The largest hand-kept manifests seen are bundles of custom resources, under 2 MiB. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

export interface ReadTree extends SourceTree {
  /** What parsing said of a file, kept for the whole run; undefined when it cannot be read. */
  parsed(path: string): ParsedYaml | undefined;
}

const trees = new WeakMap<Checkout, ReadTree>();

/** The files of a checkout, read on demand and once each. A file that became a link since it was listed is not opened. */
export function readTree(checkout: Checkout): ReadTree {
  const tree = trees.get(checkout) ?? openTree(checkout);
  trees.set(checkout, tree);
  return tree;
}

function openTree(checkout: Checkout): ReadTree {
  const texts = new Map<string, string | undefined>();
  const sizes = new Map(checkout.files.map((file) => [file.path, file.size]));
  const parses = new Map<string, ParsedYaml | undefined>();
  const read = (path: string): string | undefined => {
    const size = sizes.get(path);
    if (size === undefined || size > MAX_FILE_BYTES) return undefined;
    if (!texts.has(path)) texts.set(path, readText(checkout.root, path));
    return texts.get(path);
  };
  const parsed = (path: string): ParsedYaml | undefined => {
    if (parses.has(path)) return parses.get(path);
    const text = read(path);
    const result = text === undefined ? undefined : parseYaml(path, text, path.endsWith('.json') ? 'json' : 'yaml');
    parses.set(path, result);
    return result;
  };
  return {
    root: checkout.root,
    files: checkout.files.map((file) => file.path),
    has: (path) => sizes.has(path),
    read,
    parsed,
    parse: (path) => parsed(path)?.documents ?? [],
  };
}

/** The text of a regular file; undefined when it cannot be opened or holds a NUL byte, as binary files do. */
function readText(root: string, path: string): string | undefined {
  const text = readInside(root, path, MAX_FILE_BYTES)?.toString('utf8');
  return text === undefined || text.includes('\0') ? undefined : text.replace(/^\uFEFF/, '');
}

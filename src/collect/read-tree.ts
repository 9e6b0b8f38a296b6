import { type ParsedYaml, parseYaml } from '../lib/yaml/parse-yaml.ts';
import type { Checkout } from '../types/checkout.ts';
import type { SourceTree } from './source-tree.ts';

/** Larger files are not parsed. The largest hand-kept manifests seen are bundles of custom resources, under 2 MiB. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

export interface ReadTree extends SourceTree {
  /** What parsing said of a file, kept for the whole run; undefined when it cannot be read. */
  parsed(path: string): ParsedYaml | undefined;
}

interface OpenTree extends ReadTree {
  /** What was made from files, by its name and theirs. */
  readonly made: Map<string, unknown>;
}

const trees = new WeakMap<Checkout, OpenTree>();

/** The files of a checkout, read on demand and once each. A file that became a link since it was listed is not opened. */
export function readTree(checkout: Checkout): ReadTree {
  return treeOf(checkout);
}

function treeOf(checkout: Checkout): OpenTree {
  const tree = trees.get(checkout) ?? openTree(checkout);
  trees.set(checkout, tree);
  return tree;
}

function openTree(checkout: Checkout): OpenTree {
  const sizes = new Map(checkout.files.map((file) => [file.path, file.size]));
  const { like } = checkout;
  const other = like && treeOf(like.checkout);
  const isSame = (path: string): boolean => like?.isSame(path) ?? false;
  const read = once((path: string): string | undefined => {
    const size = sizes.get(path);
    if (size === undefined || size > MAX_FILE_BYTES) return undefined;
    return other && isSame(path) ? other.read(path) : textOf(checkout.read(path, MAX_FILE_BYTES));
  });
  const parsed = once((path: string): ParsedYaml | undefined => {
    if (other && isSame(path)) return other.parsed(path);
    const text = read(path);
    return text === undefined ? undefined : parseYaml(path, text, path.endsWith('.json') ? 'json' : 'yaml');
  });
  const made = new Map<string, unknown>();
  return {
    files: checkout.files.map((file) => file.path),
    has: (path) => sizes.has(path),
    read,
    parsed,
    parse: (path) => parsed(path)?.documents ?? [],
    bytes: (path, limit) => checkout.read(path, limit),
    folder: () => checkout.folder(),
    made,
    reuse: <Result>(name: string, files: readonly string[], make: () => Result): Result => {
      const key = JSON.stringify([name, files]);
      const isKnown = other !== undefined && files.every(isSame) && other.made.has(key);
      const result = isKnown ? (other.made.get(key) as Result) : make(); // One name is always of one kind of result.
      made.set(key, result);
      return result;
    },
  };
}

function once<Result>(work: (path: string) => Result): (path: string) => Result {
  const results = new Map<string, Result>();
  return (path) => {
    const known = results.get(path);
    if (known !== undefined || results.has(path)) return known as Result; // `has` tells a result that is undefined.
    const result = work(path);
    results.set(path, result);
    return result;
  };
}

/** Undefined for what could not be opened or holds a NUL byte, as binary files do. */
function textOf(bytes: Buffer | undefined): string | undefined {
  const text = bytes?.toString('utf8');
  return text === undefined || text.includes('\0') ? undefined : text.replace(/^\uFEFF/, '');
}

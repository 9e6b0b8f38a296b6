import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from '../types/checkout.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import type { SourceTree } from './source-tree.ts';

/** Larger files are not parsed. The largest hand-kept manifests seen are bundles of custom resources, under 2 MiB. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

export interface ReadTree extends SourceTree {
  /** What parsing said of a file, kept for the whole run; undefined when it cannot be read. */
  parsed(path: string): ParsedYaml | undefined;
}

/** Reads a checkout's files on demand. A file that became a link since it was listed is not opened. */
export function readTree(checkout: Checkout): ReadTree {
  const sizes = new Map(checkout.files.map((file) => [file.path, file.size]));
  const parses = new Map<string, ParsedYaml | undefined>();
  const read = (path: string): string | undefined => {
    const size = sizes.get(path);
    return size === undefined || size > MAX_FILE_BYTES ? undefined : readText(join(checkout.root, path));
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
function readText(path: string): string | undefined {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    // The caller sees an unreadable file as undefined and makes an Unread of it.
    return undefined;
  }
  try {
    if (!fstatSync(handle).isFile()) return undefined;
    const text = readFileSync(handle, 'utf8');
    return text.includes('\0') ? undefined : text.replace(/^\uFEFF/, '');
  } finally {
    closeSync(handle);
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, Unread } from '../types/document.ts';
import { MAX_FILE_BYTES, type ReadTree } from './read-tree.ts';

/** JSON that is data, not configuration, is not worth parsing: manifests say what they are in their first lines. */
const LOOKS_LIKE_MANIFEST = /["']?(?:apiVersion|kind)["']?\s*:/;
const KIND_LINE = /^[\s-]*["']?kind["']?\s*:\s*["']?([A-Z][A-Za-z]{2,62})\b/gm;

/** Reads the documents of a YAML or JSON file. One broken document does not lose the others. */
export function readManifests(
  tree: ReadTree,
  path: string,
  size: number,
): { readonly documents: readonly Document[]; readonly unread: readonly Unread[] } {
  if (size > MAX_FILE_BYTES) return { documents: [], unread: tooLarge(tree, path, size) };
  const text = tree.read(path);
  if (text === undefined) return { documents: [], unread: [notText(path)] };
  if (path.endsWith('.json') && !LOOKS_LIKE_MANIFEST.test(text)) return { documents: [], unread: [] };
  const parsed = tree.parsed(path);
  const documents = (parsed?.documents ?? []).filter((document) => document.data !== null);
  const problem = parsed?.problem;
  if (!problem) return { documents, unread: [] };
  return { documents, unread: [unparsable(path, problem, parsed.unparsed ?? text)] };
}

/** The kinds that a text names, which is all that raw text may tell: it weakens a conclusion, and proves none. */
export function mentionedKinds(text: string): readonly string[] {
  return [...new Set([...text.matchAll(KIND_LINE)].map((match) => match[1] ?? ''))].sort();
}

function unparsable(path: string, problem: { readonly message: string; readonly line: number }, text: string): Unread {
  const isTemplate = /\{\{|\{%|<%/.test(text);
  return {
    source: 'yaml',
    reason: isTemplate ? 'needs-render' : 'unread',
    detail: `${path} is not valid YAML: ${problem.message} (line ${problem.line}).`,
    hint: isTemplate
      ? 'It looks like a template: render it and pass the output with --rendered ENV=DIR.'
      : 'Correct the file; what else could be read was judged.',
    place: { file: path, line: problem.line, column: 1, exact: true, via: 'source' },
    mentions: mentionedKinds(text),
  };
}

function notText(path: string): Unread {
  return {
    source: 'yaml',
    reason: 'unread',
    detail: `${path} is not a text file, or may not be opened.`,
    hint: 'If it holds manifests, store them as plain UTF-8 text.',
    place: { file: path, line: 1, column: 1, exact: true, via: 'source' },
    mentions: [],
  };
}

function tooLarge(tree: ReadTree, path: string, size: number): readonly Unread[] {
  const head = headOf(join(tree.root, path));
  if (path.endsWith('.json') && !LOOKS_LIKE_MANIFEST.test(head)) return [];
  const megabytes = Math.round(size / 1024 / 1024);
  return [
    {
      source: 'yaml',
      reason: 'limit',
      detail: `${path} has ${megabytes} MiB; files over ${MAX_FILE_BYTES / 1024 / 1024} MiB are not read.`,
      hint: 'Split it, or list it under ignore: in orrery.yaml if it is data.',
      place: { file: path, line: 1, column: 1, exact: true, via: 'source' },
      ...(LOOKS_LIKE_MANIFEST.test(head) ? {} : { mentions: [] }),
    },
  ];
}

function headOf(path: string): string {
  const buffer = Buffer.alloc(64 * 1024);
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(handle);
  }
}
